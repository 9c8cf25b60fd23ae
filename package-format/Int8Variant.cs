namespace Segment.PackageFormat;

/// <summary>A package's network in integers of 8 bits: less exact, faster on a CPU, and measured before it was stored.</summary>
/// <param name="Graph">
/// The ONNX graph, as <see cref="GraphCheck"/> wants it, with the same input and outputs as the graph in float32.
/// </param>
/// <param name="Logits">What it gives for <see cref="GoldenWindow.Pixels"/>, (classes, H, W), all finite.</param>
/// <param name="Metrics">What it costs on the validation pixels.</param>
public sealed record Int8Variant(byte[] Graph, float[] Logits, Int8Metrics Metrics);
