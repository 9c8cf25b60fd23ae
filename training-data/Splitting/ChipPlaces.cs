using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>Finds where chips lie, on a grid that begins with the topmost and leftmost of them.</summary>
internal static class ChipPlaces
{
    /// <summary>Finds the places. Chips of unknown place are set far from each other and from all others.</summary>
    /// <param name="chips">The chips.</param>
    /// <param name="notice">Told how many places are unknown.</param>
    /// <returns>The pixels that each covers; never negative.</returns>
    public static PixelWindow[] Find(IReadOnlyList<LabelledChip> chips, Action<string> notice)
    {
        var known = chips.Where(c => c.Position is not null).Select(c => c.Position!.Value).ToList();
        var (top, left) = known.Count == 0 ? (0, 0) : (known.Min(w => w.Row), known.Min(w => w.Column));
        var next = known.Count == 0 ? 0 : known.Max(w => w.EndRow) - top;
        var apart = chips.Max(c => Math.Max(c.Height, c.Width)) * 2;
        next = (next + apart - 1) / apart * apart;
        var unknown = chips.Count - known.Count;
        if (unknown > 0)
        {
            notice(
                $"{unknown} of {chips.Count} chips have no place on a common grid, so whole chips are held out and it cannot be "
                    + "excluded that they overlap training chips: their accuracy may be too high."
            );
        }

        var windows = new PixelWindow[chips.Count];
        for (var i = 0; i < windows.Length; i++)
        {
            if (chips[i].Position is { } place)
            {
                windows[i] = place with { Row = place.Row - top, Column = place.Column - left };
                continue;
            }

            windows[i] = new PixelWindow(next, 0, chips[i].Height, chips[i].Width);
            next += apart;
        }

        return windows;
    }
}
