using Segment.PackageFormat;

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
    public byte[] EncodePng() => EncodePng(Height, Width, Rgb);

    /// <summary>Writes pixels as a PNG file.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="height">Rows, in pixels.</param>
    /// <param name="width">Columns, in pixels.</param>
    /// <param name="rgb">(H, W, 3).</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public static void WritePng(string path, int height, int width, ReadOnlySpan<byte> rgb) =>
        throw new NotSupportedException();

    /// <summary>Packs pixels as the bytes of a PNG file.</summary>
    /// <param name="height">Rows, in pixels.</param>
    /// <param name="width">Columns, in pixels.</param>
    /// <param name="rgb">(H, W, 3).</param>
    /// <returns>The file's content.</returns>
    public static byte[] EncodePng(int height, int width, ReadOnlySpan<byte> rgb) => throw new NotSupportedException();
}
