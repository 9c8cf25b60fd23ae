using System.Text.Json.Serialization;

namespace Segment.PackageFormat;

/// <summary>One class's row in <c>metrics.json</c>.</summary>
/// <param name="Value">The class value in maps.</param>
/// <param name="Name">The class's name.</param>
/// <param name="Precision">See <see cref="ClassScore.Precision"/>.</param>
/// <param name="Recall">See <see cref="ClassScore.Recall"/>.</param>
/// <param name="F1">See <see cref="ClassScore.F1"/>.</param>
/// <param name="IoU">See <see cref="ClassScore.IoU"/>.</param>
/// <param name="Dice">The same number as <paramref name="F1"/>, for readers who look for this name.</param>
/// <param name="Support">See <see cref="ClassScore.Support"/>.</param>
public sealed record ClassMetrics(
    int Value,
    string Name,
    double? Precision,
    double? Recall,
    double? F1,
    [property: JsonPropertyName("iou")] double? IoU,
    double? Dice,
    long Support
);
