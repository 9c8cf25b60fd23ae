using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Finds where a label raster lies on a scene's grid. Labels are never resampled: the two grids must have the
/// same reference system and cells, and be apart by whole pixels.</summary>
internal static class RasterOffset
{
    // Hundredths of a pixel, summed over the raster, are rounding in files; more is another grid.
    private const double Tolerance = 0.01;

    /// <summary>Turns a grid's rows over: its last row becomes the first, on the same ground.</summary>
    /// <param name="grid">A grid.</param>
    /// <returns>The same pixels, counted from the other end.</returns>
    public static GridGeometry Turned(GridGeometry grid)
    {
        if (grid.Transform is not { } own)
        {
            return grid;
        }

        var last = own.At(grid.Height, 0);
        return grid with { Transform = last with { RowRotation = -own.RowRotation, PixelHeight = -own.PixelHeight } };
    }

    /// <summary>Tells whether one grid counts its rows southwards and the other northwards.</summary>
    /// <param name="labels">The label raster's grid.</param>
    /// <param name="scene">The scene's grid.</param>
    /// <returns>Whether the label raster's rows must be turned over.</returns>
    public static bool IsTurned(GridGeometry labels, GridGeometry scene) =>
        labels.Transform is { } own && scene.Transform is { } grid && own.PixelHeight * grid.PixelHeight < 0;

    /// <summary>Finds the offset.</summary>
    /// <param name="path">The label raster's path, for messages.</param>
    /// <param name="labels">The label raster's grid.</param>
    /// <param name="scene">The scene's grid.</param>
    /// <returns>The label raster's extent in the scene's rows and columns.</returns>
    /// <exception cref="SegmentDataException">The grids differ; the message says in what.</exception>
    public static PixelWindow Find(string path, GridGeometry labels, GridGeometry scene)
    {
        if (!CrsComparison.Same(labels.CrsWkt, scene.CrsWkt))
        {
            throw Differs(
                path,
                $"its coordinate reference system is {Name(labels)}, the scene's is {Name(scene)}",
                scene
            );
        }

        if (labels.Transform is not { } own || scene.Transform is not { } grid)
        {
            return labels.Transform == scene.Transform && (labels.Height, labels.Width) == (scene.Height, scene.Width)
                ? labels.Extent
                : throw Differs(
                    path,
                    $"it has {labels.Width} × {labels.Height} pixels {Place(labels)}, the scene has {scene.Width} × {scene.Height} {Place(scene)}",
                    scene
                );
        }

        if (!SameCells(own, grid, Math.Max(labels.Width, labels.Height)))
        {
            throw Differs(path, $"its cells are {Cell(own)} map units, the scene's are {Cell(grid)}", scene);
        }

        var (column, row) = new PixelMapping(grid).ToPixel(own.OriginX, own.OriginY);
        var (wholeColumn, wholeRow) = (Math.Round(column), Math.Round(row));
        return Math.Abs(column - wholeColumn) <= Tolerance && Math.Abs(row - wholeRow) <= Tolerance
            ? new PixelWindow((int)wholeRow, (int)wholeColumn, labels.Height, labels.Width)
            : throw Differs(
                path,
                $"its first pixel lies at column {Number(column)}, row {Number(row)} of the scene, which is not a whole pixel",
                scene
            );
    }

    private static bool SameCells(GeoTransform a, GeoTransform b, int pixels)
    {
        var allowed = Tolerance * Math.Min(b.CellSizeX, b.CellSizeY) / pixels;
        return Math.Abs(a.PixelWidth - b.PixelWidth) <= allowed
            && Math.Abs(a.PixelHeight - b.PixelHeight) <= allowed
            && Math.Abs(a.RowRotation - b.RowRotation) <= allowed
            && Math.Abs(a.ColumnRotation - b.ColumnRotation) <= allowed;
    }

    private static SegmentDataException Differs(string path, string difference, GridGeometry scene) =>
        new(
            $"The label raster '{path}' is not on the scene's grid: {difference}. Labels are not resampled; bring it onto the "
                + "grid yourself: gdalwarp -r near "
                + (
                    scene.Transform is { } t
                        ? $"-tr {Number(t.CellSizeX)} {Number(t.CellSizeY)} -te <extent of the scene> "
                        : string.Empty
                )
                + "-t_srs <CRS of the scene> labels.tif labels_on_grid.tif."
        );

    private static string Name(GridGeometry grid)
    {
        using var reference = grid.CrsWkt.Length == 0 ? null : SpatialReferenceHandle.FromWkt(grid.CrsWkt);
        return reference is null ? "not given" : SceneReference.Name(reference);
    }

    private static string Place(GridGeometry grid) =>
        grid.Transform is null ? "without georeference" : "with georeference";

    private static string Cell(GeoTransform t) => $"{Number(t.CellSizeX)} × {Number(t.CellSizeY)}";

    private static string Number(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
