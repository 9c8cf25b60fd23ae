namespace Segment.Exporter.Quantization;

/// <summary>An image as a graph takes it.</summary>
/// <param name="Height">Rows; a multiple of the network's stride.</param>
/// <param name="Width">Columns; a multiple of the network's stride.</param>
/// <param name="Pixels">Raw pixel values, (bands, Height, Width), all finite.</param>
public sealed record GraphImage(int Height, int Width, float[] Pixels);
