using System.Text.Json.Serialization;

namespace Segment.PackageFormat;

/// <summary>What the 8-bit variant does to one class.</summary>
/// <param name="Value">The class value in maps.</param>
/// <param name="Name">The class's name.</param>
/// <param name="IoU">Its intersection over union, 0–1; null where the class occurs in neither reference nor answer.</param>
/// <param name="Change">That less the float32 graph's; null where one of them is.</param>
public sealed record IoUChange(
    int Value,
    string Name,
    [property: JsonPropertyName("iou")] double? IoU,
    [property: JsonPropertyName("iouChange")] double? Change
);
