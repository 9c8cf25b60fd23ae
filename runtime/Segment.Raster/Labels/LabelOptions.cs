namespace Segment.Raster.Labels;

/// <summary>What to read from a labels file.</summary>
public sealed record LabelOptions
{
    /// <summary>Gets the layer of a vector file; null takes the only layer that has geometries.</summary>
    public string? Layer { get; init; }

    /// <summary>
    /// Gets the field that holds each feature's class: whole numbers (0–65534) or text. Null takes a field named
    /// <c>classvalue</c>, <c>class_value</c> or <c>value</c>. Not used with a classified raster.
    /// </summary>
    public string? ClassValueField { get; init; }
}
