using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Maps;

/// <summary>A colour picture in memory.</summary>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
/// <param name="Rgb">Red, green and blue of each pixel, row by row: (H, W, 3).</param>
public sealed record Picture(int Height, int Width, byte[] Rgb)
{
    /// <summary>Writes the picture as a PNG file.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public void WritePng(string path) => WritePng(path, Height, Width, Rgb);

    /// <summary>Gets the picture as the bytes of a PNG file.</summary>
    /// <returns>The file's content.</returns>
    /// <exception cref="SegmentEnvironmentException">This GDAL writes no PNG.</exception>
    public byte[] EncodePng() => EncodePng(Height, Width, Rgb);

    /// <summary>Writes pixels as a PNG file.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="height">Rows, in pixels.</param>
    /// <param name="width">Columns, in pixels.</param>
    /// <param name="rgb">(H, W, 3).</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    /// <exception cref="SegmentEnvironmentException">This GDAL writes no PNG.</exception>
    public static void WritePng(string path, int height, int width, ReadOnlySpan<byte> rgb) =>
        WholeFile.Write(path, EncodePng(height, width, rgb));

    /// <summary>Repeats each pixel, so that a small picture can be looked at.</summary>
    /// <param name="factor">How often, along each side; 1 or more.</param>
    /// <returns>The larger picture, or this one where the factor is 1.</returns>
    public Picture Enlarge(int factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        if (factor == 1)
        {
            return this;
        }

        var larger = new byte[3 * Height * factor * Width * factor];
        var line = 3 * Width * factor;
        for (var row = 0; row < Height * factor; row++)
        {
            for (var column = 0; column < Width * factor; column++)
            {
                Rgb.AsSpan(3 * (((row / factor) * Width) + (column / factor)), 3)
                    .CopyTo(larger.AsSpan((row * line) + (3 * column)));
            }
        }

        return new Picture(Height * factor, Width * factor, larger);
    }

    /// <summary>Packs pixels as the bytes of a PNG file.</summary>
    /// <param name="height">Rows, in pixels.</param>
    /// <param name="width">Columns, in pixels.</param>
    /// <param name="rgb">(H, W) in grey, (H, W, 3), or (H, W, 4) with opacity.</param>
    /// <returns>The file's content.</returns>
    /// <exception cref="SegmentEnvironmentException">This GDAL writes no PNG.</exception>
    /// <exception cref="ArgumentException">The length is neither H × W nor H × W × 3 nor H × W × 4.</exception>
    public static byte[] EncodePng(int height, int width, ReadOnlySpan<byte> rgb)
    {
        var area = (long)height * width;
        if (height < 1 || width < 1 || (rgb.Length != area && rgb.Length != 3 * area && rgb.Length != 4 * area))
        {
            throw new ArgumentException($"{rgb.Length} bytes are no picture of {height} x {width} px.", nameof(rgb));
        }

        return PngEncoder.Encode(height, width, rgb);
    }

    /// <summary>Gets the size of a picture of a raster.</summary>
    /// <param name="grid">The raster's grid.</param>
    /// <param name="maxSide">The longer side at most, in pixels.</param>
    /// <returns>Rows and columns: the raster's own, or fewer in the same proportion.</returns>
    internal static (int Height, int Width) Fit(GridGeometry grid, int maxSide)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSide, 1);
        var scale = Math.Min(1.0, (double)maxSide / Math.Max(grid.Height, grid.Width));
        return (Math.Max(1, (int)Math.Round(grid.Height * scale)), Math.Max(1, (int)Math.Round(grid.Width * scale)));
    }
}
