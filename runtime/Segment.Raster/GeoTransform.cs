namespace Segment.Raster;

/// <summary>The affine step from pixel space to map space, in GDAL's order and meaning.</summary>
/// <param name="OriginX">Map x of the outer corner of the first pixel.</param>
/// <param name="PixelWidth">Map x per column.</param>
/// <param name="RowRotation">Map x per row; 0 for a north-up raster.</param>
/// <param name="OriginY">Map y of the outer corner of the first pixel.</param>
/// <param name="ColumnRotation">Map y per column; 0 for a north-up raster.</param>
/// <param name="PixelHeight">Map y per row; negative for a north-up raster.</param>
/// <remarks>x = OriginX + column·PixelWidth + row·RowRotation; y = OriginY + column·ColumnRotation + row·PixelHeight
/// (<see href="https://gdal.org/en/stable/tutorials/geotransforms_tut.html">GDAL, geotransform tutorial</see>).</remarks>
public readonly record struct GeoTransform(
    double OriginX,
    double PixelWidth,
    double RowRotation,
    double OriginY,
    double ColumnRotation,
    double PixelHeight
)
{
    /// <summary>Gets the transform of a raster without georeference: x is the column, y is the row.</summary>
    public static GeoTransform PixelSpace { get; } = new(0, 1, 0, 0, 0, 1);

    /// <summary>Gets the length of a pixel's side along x, in map units.</summary>
    public double CellSizeX => Math.Sqrt((PixelWidth * PixelWidth) + (ColumnRotation * ColumnRotation));

    /// <summary>Gets the length of a pixel's side along y, in map units.</summary>
    public double CellSizeY => Math.Sqrt((RowRotation * RowRotation) + (PixelHeight * PixelHeight));

    /// <summary>Gets the area of a pixel, in square map units.</summary>
    public double PixelArea => Math.Abs((PixelWidth * PixelHeight) - (RowRotation * ColumnRotation));

    /// <summary>Finds where a place of pixel space lies.</summary>
    /// <param name="column">Column; a pixel's centre is at ½.</param>
    /// <param name="row">Row.</param>
    /// <returns>Map x and y.</returns>
    public (double X, double Y) ToMap(double column, double row) =>
        (
            OriginX + (column * PixelWidth) + (row * RowRotation),
            OriginY + (column * ColumnRotation) + (row * PixelHeight)
        );

    /// <summary>Gets the transform of a window that starts at another pixel.</summary>
    /// <param name="row">First row of the window.</param>
    /// <param name="column">First column of the window.</param>
    /// <returns>The window's transform.</returns>
    public GeoTransform At(int row, int column) =>
        this with
        {
            OriginX = OriginX + (column * PixelWidth) + (row * RowRotation),
            OriginY = OriginY + (column * ColumnRotation) + (row * PixelHeight),
        };
}
