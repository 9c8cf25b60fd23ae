namespace Segment.PackageFormat;

/// <summary>The names by which a host addresses the graph <c>model.onnx</c>.</summary>
public static class GraphNames
{
    /// <summary>The one input: raw samples, float32, (N, bands, H, W), with N, H and W free.</summary>
    public const string Image = "image";

    /// <summary>The first output: float32, (N, classes, H, W).</summary>
    public const string Logits = "logits";

    /// <summary>
    /// The second output, there where <see cref="ModelDefinition.HasClassOutput"/>: the index of the greatest logit,
    /// uint8, (N, H, W).
    /// </summary>
    public const string ClassIndex = "class_index";
}
