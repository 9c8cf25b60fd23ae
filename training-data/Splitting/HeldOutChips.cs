using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>Finds the chips that show the pixels of a part, each pixel in the chip where it is farthest from the border.</summary>
internal static class HeldOutChips
{
    private const byte Ignore = byte.MaxValue;

    /// <summary>Finds them.</summary>
    /// <param name="chips">All chips.</param>
    /// <param name="windows">Where each lies.</param>
    /// <param name="candidates">The chips that can show a pixel of the part, ascending.</param>
    /// <param name="held">Tells for row and column on the common grid whether the pixel belongs to the part.</param>
    /// <returns>The chips that keep at least one pixel, ascending.</returns>
    public static List<HeldOutChip> Find(
        IReadOnlyList<LabelledChip> chips,
        PixelWindow[] windows,
        IReadOnlyList<int> candidates,
        Func<int, int, bool> held
    )
    {
        var side = candidates.Count == 0 ? 1 : candidates.Max(c => Math.Max(chips[c].Height, chips[c].Width));
        var neighbours = new Dictionary<(int, int), List<int>>();
        foreach (var chip in candidates)
        {
            foreach (var place in Places(windows[chip], side))
            {
                (neighbours.TryGetValue(place, out var list) ? list : neighbours[place] = []).Add(chip);
            }
        }

        var found = new List<HeldOutChip>();
        foreach (var chip in candidates)
        {
            var labels = Own(
                chip,
                chips[chip],
                windows,
                held,
                place => neighbours[(place.Row / side, place.Column / side)]
            );
            if (labels.AsSpan().ContainsAnyExcept(Ignore))
            {
                found.Add(new HeldOutChip(chip, labels));
            }
        }

        return found;
    }

    /// <summary>Adds a chip's labelled pixels to a set; both grid pixels where the chip lies between two.</summary>
    /// <param name="pixels">The set.</param>
    /// <param name="chip">The chip.</param>
    /// <param name="window">Where it lies.</param>
    /// <param name="labels">(H, W), class index; 255 = ignore.</param>
    public static void Add(PixelSet pixels, LabelledChip chip, PixelWindow window, byte[] labels)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == Ignore)
            {
                continue;
            }

            var (row, column) = (window.Row + (i / chip.Width), window.Column + (i % chip.Width));
            for (var r = 0; r <= window.Height - chip.Height; r++)
            {
                for (var c = 0; c <= window.Width - chip.Width; c++)
                {
                    pixels.Add(row + r, column + c);
                }
            }
        }
    }

    private static byte[] Own(
        int number,
        LabelledChip chip,
        PixelWindow[] windows,
        Func<int, int, bool> held,
        Func<(int Row, int Column), List<int>> neighbours
    )
    {
        var own = new byte[chip.Labels.Length];
        Array.Fill(own, Ignore);
        for (var i = 0; i < own.Length; i++)
        {
            if (chip.Labels[i] == Ignore)
            {
                continue;
            }

            var (row, column) = (windows[number].Row + (i / chip.Width), windows[number].Column + (i % chip.Width));
            if (held(row, column) && !AnotherIsDeeper(number, windows, row, column, neighbours((row, column))))
            {
                own[i] = chip.Labels[i];
            }
        }

        return own;
    }

    private static bool AnotherIsDeeper(int chip, PixelWindow[] windows, int row, int column, List<int> neighbours)
    {
        var depth = Depth(windows[chip], row, column);
        foreach (var other in neighbours)
        {
            if (
                other != chip
                && Depth(windows[other], row, column) is var d
                && (d > depth || (d == depth && other < chip))
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Distance from a window's border, inside; negative outside.</summary>
    private static int Depth(PixelWindow w, int row, int column) =>
        Math.Min(Math.Min(row - w.Row, w.EndRow - 1 - row), Math.Min(column - w.Column, w.EndColumn - 1 - column));

    private static IEnumerable<(int, int)> Places(PixelWindow w, int side)
    {
        for (var row = w.Row / side; row <= (w.EndRow - 1) / side; row++)
        {
            for (var column = w.Column / side; column <= (w.EndColumn - 1) / side; column++)
            {
                yield return (row, column);
            }
        }
    }
}
