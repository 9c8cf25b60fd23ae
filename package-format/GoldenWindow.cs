namespace Segment.PackageFormat;

/// <summary>
/// A small window of real pixels and the logits that the exporting machine got for it. A host runs it before it uses
/// the graph and compares.
/// </summary>
/// <param name="Height">Rows, in pixels; a multiple of the network's stride.</param>
/// <param name="Width">Columns, in pixels; a multiple of the network's stride.</param>
/// <param name="Pixels">Raw samples, (bands, H, W), all finite: a sample without data holds <see cref="Normalization.Center"/>.</param>
/// <param name="Logits">Logits, (classes, H, W), all finite.</param>
public sealed record GoldenWindow(int Height, int Width, float[] Pixels, float[] Logits);
