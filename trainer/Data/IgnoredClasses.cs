using Segment.PackageFormat;
using Segment.Raster.Chips;

namespace Segment.Trainer.Data;

/// <summary>
/// Leaves out of a chips folder the classes that shall not be learned: their pixels have no label, in training and in the
/// scores, and the network has no channel for them, so that no map can hold them.
/// </summary>
internal static class IgnoredClasses
{
    private const int FewestClasses = 2;

    /// <summary>Leaves classes out.</summary>
    /// <param name="chips">The folder.</param>
    /// <param name="names">Names or values of classes; none leaves all in.</param>
    /// <param name="notice">Told what is left out.</param>
    /// <returns>The folder without them.</returns>
    /// <exception cref="SegmentDataException">A name is of no class, or fewer than two classes would be left.</exception>
    public static ChipFolder LeaveOut(ChipFolder chips, IReadOnlyList<string> names, Action<string> notice)
    {
        if (names.Count == 0)
        {
            return chips;
        }

        var found = names.Select(name => (Name: name, Index: ClassNames.Find(name, chips.Classes))).ToList();
        if (found.FirstOrDefault(f => f.Index < 0) is { Name: { } unknown })
        {
            throw new SegmentDataException(
                $"--ignore-classes '{unknown}' is no class of the chips. {NearestName.Hint(unknown, [.. chips.Classes.Select(c => c.Name)])}"
            );
        }

        HashSet<int> left = [.. found.Select(f => f.Index)];
        if (chips.Classes.Count - left.Count < FewestClasses)
        {
            throw new SegmentDataException(
                $"--ignore-classes leaves {chips.Classes.Count - left.Count} of {chips.Classes.Count} classes, and a network tells at least "
                    + $"{FewestClasses} apart. Ignore fewer."
            );
        }

        notice(
            $"Not learned, and never in the map: {string.Join(", ", left.Order().Select(c => chips.Classes[c].Name))}. Their pixels count as unlabelled."
        );
        return chips.Without(left);
    }
}
