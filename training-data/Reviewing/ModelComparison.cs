using Segment.PackageFormat;

namespace Segment.TrainingData.Reviewing;

/// <summary>Several models, class by class, on the same part of their splits.</summary>
/// <param name="Part">Validation or test.</param>
/// <param name="SamePixels">Whether all were measured on as many pixels of every class: else a difference may lie in the pixels.</param>
/// <param name="Classes">The classes of all models, in the order in which they first stand.</param>
public sealed record ModelComparison(SplitPart Part, bool SamePixels, IReadOnlyList<ClassComparison> Classes)
{
    // Per cent are printed with one decimal: what looks equal is equal.
    private const double Tie = 0.0005;

    /// <summary>Compares models.</summary>
    /// <param name="models">The models.</param>
    /// <param name="part">The part of the split to compare on.</param>
    /// <returns>The comparison; null where a model was not measured on the part.</returns>
    public static ModelComparison? On(SplitPart part, IReadOnlyList<ReviewedModel> models)
    {
        var scores = models
            .Select(m => part == SplitPart.Test ? m.Metrics.Test?.Classes : m.Metrics.Classes)
            .OfType<IReadOnlyList<ClassMetrics>>()
            .ToList();
        if (scores.Count < models.Count || part == SplitPart.Training)
        {
            return null;
        }

        var classes = models
            .SelectMany(m => m.Definition.Classes)
            .DistinctBy(c => (c.Value, c.Name))
            .Select(c => Compare(c, scores))
            .ToList();
        return new ModelComparison(part, classes.All(HasSameSupport), classes);
    }

    private static ClassComparison Compare(LandCoverClass c, List<IReadOnlyList<ClassMetrics>> scores)
    {
        ClassMetrics?[] all =
        [
            .. scores.Select(s => s.FirstOrDefault(row => row.Value == c.Value && row.Name == c.Name)),
        ];
        var measured = all.Count(s => s is { Support: > 0, F1: not null });
        var best = all.Max(s => s is { Support: > 0 } ? s.F1 : null);
        int[] winners =
            measured < 2
                ? []
                :
                [
                    .. Enumerable
                        .Range(0, all.Length)
                        .Where(i => all[i] is { Support: > 0, F1: { } f1 } && f1 > best - Tie),
                ];
        return new ClassComparison(c, all, winners);
    }

    private static bool HasSameSupport(ClassComparison c) => c.Scores.Select(s => s?.Support).Distinct().Count() == 1;
}
