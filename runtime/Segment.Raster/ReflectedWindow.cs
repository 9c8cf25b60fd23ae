namespace Segment.Raster;

/// <summary>Reads windows that may leave the raster: beyond the border the raster is mirrored.</summary>
/// <remarks>The mirror lies on the centre of the border pixel, which is not repeated (… 2 1 | 0 1 2 …), as PyTorch's
/// <c>ReflectionPad2d</c> and NumPy's <c>pad(mode="reflect")</c> have it; far overshoots are mirrored again and again.</remarks>
public static class ReflectedWindow
{
    /// <summary>Reads a window; samples without data are NaN.</summary>
    /// <param name="source">The raster.</param>
    /// <param name="window">Rows and columns, in part or wholly outside the raster if need be.</param>
    /// <param name="bands">Positions of the bands to read, from 0.</param>
    /// <param name="samples">Filled with (bands, H, W); exactly that long.</param>
    /// <exception cref="Segment.PackageFormat.SegmentDataException">The file cannot be read there.</exception>
    public static void Read(RasterSource source, PixelWindow window, ReadOnlySpan<int> bands, Span<float> samples) =>
        throw new NotSupportedException();
}
