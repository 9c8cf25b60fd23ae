namespace Segment.Raster.Chips;

/// <summary>Finds where chips lie on the pixel grid that they share.</summary>
internal static class ChipPositions
{
    private const double Tolerance = 0.01;

    /// <summary>Finds the positions.</summary>
    /// <param name="transforms">Each chip's transform, or null.</param>
    /// <param name="height">Rows of each chip.</param>
    /// <param name="width">Columns of each chip.</param>
    /// <returns>Each chip's window; null without a transform, or with other cells than the first chip that has one. A
    /// chip between the grid's pixels takes one more row or column, and a turned chip its bounds, so that every pixel it
    /// touches is counted as its own. And whether its rows run against those of the first.</returns>
    public static IReadOnlyList<(PixelWindow? Window, bool IsTurned)> Find(
        IReadOnlyList<GeoTransform?> transforms,
        int height,
        int width
    )
    {
        if (transforms.FirstOrDefault(t => t is not null) is not { } first)
        {
            return [.. transforms.Select(_ => ((PixelWindow?)null, false))];
        }

        var mapping = new PixelMapping(first);
        var windows = transforms
            .Select(t =>
                t is not { } own ? null
                : SameCells(own, first) ? Window(mapping, own, height, width)
                : SameSizes(own, first) ? Bounds(mapping, own, height, width)
                : null
            )
            .ToArray();
        var top = windows.Min(w => w?.Row) ?? 0;
        var left = windows.Min(w => w?.Column) ?? 0;
        return
        [
            .. windows.Zip(
                transforms,
                (w, t) =>
                    w is { } window
                        ? (
                            window with
                            {
                                Row = window.Row - top,
                                Column = window.Column - left,
                            },
                            t is { } own && !SameCells(own, first)
                        )
                        : ((PixelWindow?)null, false)
            ),
        ];
    }

    private static PixelWindow? Window(PixelMapping mapping, GeoTransform own, int height, int width)
    {
        var (column, row) = mapping.ToPixel(own.OriginX, own.OriginY);
        if (Math.Abs(column) > int.MaxValue / 2 || Math.Abs(row) > int.MaxValue / 2)
        {
            return null;
        }

        var (firstRow, rows) = Span(row, height);
        var (firstColumn, columns) = Span(column, width);
        return new PixelWindow(firstRow, firstColumn, rows, columns);
    }

    // Of a chip that is turned against the grid.
    private static PixelWindow Bounds(PixelMapping mapping, GeoTransform own, int height, int width)
    {
        (int Column, int Row)[] corners = [(0, 0), (width, 0), (width, height), (0, height)];
        var places = Array.ConvertAll(
            corners,
            c =>
            {
                var (x, y) = own.ToMap(c.Column, c.Row);
                return mapping.ToPixel(x, y);
            }
        );
        var (top, left) = ((int)Math.Floor(places.Min(p => p.Row)), (int)Math.Floor(places.Min(p => p.Column)));
        return new PixelWindow(
            top,
            left,
            (int)Math.Ceiling(places.Max(p => p.Row)) - top,
            (int)Math.Ceiling(places.Max(p => p.Column)) - left
        );
    }

    private static (int First, int Count) Span(double start, int length)
    {
        var whole = Math.Round(start);
        return Math.Abs(start - whole) <= Tolerance ? ((int)whole, length) : ((int)Math.Floor(start), length + 1);
    }

    private static bool SameSizes(GeoTransform a, GeoTransform b) =>
        Math.Abs(a.CellSizeX - b.CellSizeX) <= 1e-6 * b.CellSizeX
        && Math.Abs(a.CellSizeY - b.CellSizeY) <= 1e-6 * b.CellSizeY;

    private static bool SameCells(GeoTransform a, GeoTransform b)
    {
        var allowed = 1e-6 * Math.Max(b.CellSizeX, b.CellSizeY);
        return Math.Abs(a.PixelWidth - b.PixelWidth) <= allowed
            && Math.Abs(a.PixelHeight - b.PixelHeight) <= allowed
            && Math.Abs(a.RowRotation - b.RowRotation) <= allowed
            && Math.Abs(a.ColumnRotation - b.ColumnRotation) <= allowed;
    }
}
