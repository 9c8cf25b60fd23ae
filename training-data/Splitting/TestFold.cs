using System.Globalization;

namespace Segment.TrainingData.Splitting;

/// <summary>
/// One of several equal parts into which the polygons of every class are dealt; it is held out to test on. Trainings with each
/// fold in turn test on every polygon once: cross-validation, for scenes with too few polygons to spare some for good.
/// </summary>
/// <param name="Index">Which one, 1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many there are, 2–20.</param>
/// <remarks>Why whole polygons: Roberts et al. 2017, <see href="https://doi.org/10.1111/ecog.02881"/>.</remarks>
public sealed record TestFold(int Index, int Count)
{
    /// <summary>The most folds.</summary>
    public const int MaximumCount = 20;

    /// <summary>Reads a fold, such as <c>2/5</c>.</summary>
    /// <param name="text">Two whole numbers with a slash.</param>
    /// <returns>The fold; null where the text is none.</returns>
    public static TestFold? Parse(string text)
    {
        var parts = text.Split('/');
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 2 and <= MaximumCount
            && index >= 1
            && index <= count
            ? new TestFold(index, count)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    /// <summary>Deals units: the largest first, each to the fold that has least of its class so far.</summary>
    /// <param name="units">The units.</param>
    /// <returns>The units of this fold. The seed has no part in it, so that the folds of several trainings fit together.</returns>
    internal List<int> Deal(LabelUnits units)
    {
        var pixels = new long[Count, units.Classes];
        var all = new long[Count];
        var held = new List<int>();
        foreach (var unit in Enumerable.Range(0, units.Counts.Count).OrderByDescending(u => units.Counts[u].Sum()))
        {
            var counts = units.Counts[unit];
            var main = Array.IndexOf(counts, counts.Max());
            var fold = Enumerable.Range(0, Count).MinBy(f => (pixels[f, main], all[f]));
            for (var c = 0; c < counts.Length; c++)
            {
                pixels[fold, c] += counts[c];
            }

            all[fold] += counts.Sum();
            if (fold == Index - 1)
            {
                held.Add(unit);
            }
        }

        return held;
    }
}
