namespace Segment.Raster;

/// <summary>The affine step from map space to the pixels of a window: the inverse of a <see cref="GeoTransform"/>.</summary>
/// <remarks>Results are rounded to 1/65536 of a pixel. So a coordinate that lies on a pixel's centre up to rounding is on
/// its centre exactly, and the same coordinate falls alike in every window of a scene.</remarks>
public readonly struct PixelMapping
{
    private const double StepsPerPixel = 65536;

    private readonly double originX;
    private readonly double originY;
    private readonly double columnPerX;
    private readonly double columnPerY;
    private readonly double rowPerX;
    private readonly double rowPerY;
    private readonly int firstRow;
    private readonly int firstColumn;

    /// <summary>Inverts a transform.</summary>
    /// <param name="transform">Pixel space to map space; its pixels have an area.</param>
    /// <param name="firstRow">The window's first row on the transform's grid.</param>
    /// <param name="firstColumn">The window's first column on the transform's grid.</param>
    public PixelMapping(GeoTransform transform, int firstRow = 0, int firstColumn = 0)
    {
        var determinant =
            (transform.PixelWidth * transform.PixelHeight) - (transform.RowRotation * transform.ColumnRotation);
        (originX, originY) = (transform.OriginX, transform.OriginY);
        (columnPerX, columnPerY) = (transform.PixelHeight / determinant, -transform.RowRotation / determinant);
        (rowPerX, rowPerY) = (-transform.ColumnRotation / determinant, transform.PixelWidth / determinant);
        (this.firstRow, this.firstColumn) = (firstRow, firstColumn);
    }

    /// <summary>Finds where a place lies in the window.</summary>
    /// <param name="x">Map x.</param>
    /// <param name="y">Map y.</param>
    /// <returns>Column and row; a pixel's centre is at ½.</returns>
    public (double Column, double Row) ToPixel(double x, double y)
    {
        var (dx, dy) = (x - originX, y - originY);
        var column = Math.Round(((dx * columnPerX) + (dy * columnPerY)) * StepsPerPixel) / StepsPerPixel;
        var row = Math.Round(((dx * rowPerX) + (dy * rowPerY)) * StepsPerPixel) / StepsPerPixel;
        return (column - firstColumn, row - firstRow);
    }

    /// <summary>Finds the pixels that a rectangle of map space can touch.</summary>
    /// <param name="minX">Least map x.</param>
    /// <param name="maxX">Greatest map x.</param>
    /// <param name="minY">Least map y.</param>
    /// <param name="maxY">Greatest map y.</param>
    /// <returns>Whole pixels, at least one; they may lie outside the window.</returns>
    public PixelWindow Bounds(double minX, double maxX, double minY, double maxY)
    {
        Span<(double Column, double Row)> corners =
        [
            ToPixel(minX, minY),
            ToPixel(maxX, minY),
            ToPixel(minX, maxY),
            ToPixel(maxX, maxY),
        ];
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var (column, row) in corners)
        {
            (left, right) = (Math.Min(left, column), Math.Max(right, column));
            (top, bottom) = (Math.Min(top, row), Math.Max(bottom, row));
        }

        var (firstRow, firstColumn) = (Whole(Math.Floor(top)), Whole(Math.Floor(left)));
        return new PixelWindow(
            firstRow,
            firstColumn,
            Math.Max(1, Whole(Math.Ceiling(bottom)) - firstRow),
            Math.Max(1, Whole(Math.Ceiling(right)) - firstColumn)
        );
    }

    // Far outside any raster, and safe to add and subtract.
    private static int Whole(double value) => (int)Math.Clamp(value, -(1 << 29), 1 << 29);
}
