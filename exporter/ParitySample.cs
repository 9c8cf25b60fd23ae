namespace Segment.Exporter;

/// <summary>An image and the logits that training's own library computes for it.</summary>
/// <param name="Height">Rows; a multiple of the network's stride.</param>
/// <param name="Width">Columns; a multiple of the network's stride.</param>
/// <param name="Pixels">Raw pixel values, (bands, Height, Width), all finite.</param>
/// <param name="ReferenceLogits">The expected logits, (classes, Height, Width).</param>
public sealed record ParitySample(int Height, int Width, float[] Pixels, float[] ReferenceLogits);
