namespace Segment.Raster.Chips;

/// <summary>A training cut-out: image and label.</summary>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
/// <param name="Samples">(bands, H, W), raw values; NaN where there is no data.</param>
/// <param name="Labels">(H, W), class index; 255 = ignore.</param>
public sealed record Chip(int Height, int Width, float[] Samples, byte[] Labels);
