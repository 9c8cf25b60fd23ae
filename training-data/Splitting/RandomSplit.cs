using Segment.PackageFormat;

namespace Segment.TrainingData.Splitting;

/// <summary>Draws chips by lot, as ArcGIS does, whether they overlap or not.</summary>
internal static class RandomSplit
{
    /// <summary>Draws.</summary>
    /// <param name="chips">The chips.</param>
    /// <param name="validation">Share of the chips that validate, 0–1.</param>
    /// <param name="test">Share of the chips that test, 0–1.</param>
    /// <param name="seed">Seed of the lot.</param>
    /// <returns>Each chip's part.</returns>
    public static SplitPart?[] Choose(IReadOnlyList<LabelledChip> chips, double validation, double test, int seed)
    {
        var order = Enumerable.Range(0, chips.Count).ToArray();
        new Random(seed).Shuffle(order);
        var parts = new SplitPart?[chips.Count];
        var validating = Math.Max(1, (int)Math.Round(validation * chips.Count));
        var testing = test > 0 ? Math.Max(1, (int)Math.Round(test * chips.Count)) : 0;
        foreach (var (place, chip) in order.Index())
        {
            parts[chip] =
                place < validating ? SplitPart.Validation
                : place < validating + testing ? SplitPart.Test
                : SplitPart.Training;
        }

        return parts;
    }
}
