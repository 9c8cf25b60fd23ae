using Segment.PackageFormat;
using Segment.Trainer.Data;

namespace Segment.Trainer.Loop.Monitoring;

/// <summary>Every figure that can decide which epoch is kept.</summary>
internal static class MonitorCatalog
{
    /// <summary>What stands before the class in the name of a class's own figure.</summary>
    public const string ClassPrefix = "f1:";

    /// <summary>Gets the figures that every training has; the first is the default.</summary>
    public static IReadOnlyList<MonitorMetric> All { get; } =
    [
        new("valid_loss", "validation loss", HigherIsBetter: false, e => e.Loss),
        new("accuracy", "accuracy", HigherIsBetter: true, e => e.Matrix.Accuracy),
        new("dice", "macro Dice", HigherIsBetter: true, e => e.Matrix.MacroDice),
        new("miou", "mean IoU", HigherIsBetter: true, e => e.Matrix.MeanIoU),
    ];

    /// <summary>Gets the validation loss.</summary>
    public static MonitorMetric Default => All[0];

    /// <summary>Gets the F1 of one class.</summary>
    /// <param name="index">The class index.</param>
    /// <param name="name">The class's name.</param>
    /// <returns>The figure; a class that the validation chips do not hold has none.</returns>
    public static MonitorMetric OfClass(int index, string name) =>
        new(
            ClassPrefix + name,
            $"F1 of {name}",
            HigherIsBetter: true,
            e => e.Matrix.Scores[index] is { Support: > 0 } score ? score.F1 : null
        );

    /// <summary>Tells whether a name can be meant; whether its class exists, only the chips know.</summary>
    /// <param name="name">Such as <c>miou</c> or <c>f1:Water</c>.</param>
    /// <returns>True for a name of <see cref="All"/> and for <c>f1:</c> with something after it.</returns>
    public static bool IsName(string name) =>
        All.Any(m => m.Name == name)
        || (name.StartsWith(ClassPrefix, StringComparison.Ordinal) && name.Length > ClassPrefix.Length);

    /// <summary>Finds a figure.</summary>
    /// <param name="name">Such as <c>miou</c>, or <c>f1:</c> with a class's name or value.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="SegmentDataException">No figure and no class has the name.</exception>
    public static MonitorMetric Find(string name, IReadOnlyList<LandCoverClass> classes)
    {
        if (All.FirstOrDefault(m => m.Name == name) is { } metric)
        {
            return metric;
        }

        var index = IsName(name) ? ClassNames.Find(name[ClassPrefix.Length..], classes) : -1;
        return index >= 0
            ? OfClass(index, classes[index].Name)
            : throw new SegmentDataException(
                $"--monitor-metric '{name}' is unknown. {NearestName.Hint(name, [.. All.Select(m => m.Name), .. classes.Select(c => ClassPrefix + c.Name)])}"
            );
    }
}
