namespace Segment.Raster;

/// <summary>A raster's size and place.</summary>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
/// <param name="Transform">Pixel space to map space; null where the raster has none (pixel space).</param>
/// <param name="CrsWkt">The coordinate reference system as WKT; empty where the raster has none.</param>
public sealed record GridGeometry(int Height, int Width, GeoTransform? Transform, string CrsWkt)
{
    /// <summary>Gets the window of all pixels.</summary>
    public PixelWindow Extent => new(0, 0, Height, Width);
}
