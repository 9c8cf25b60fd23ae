using Segment.PackageFormat;

namespace Segment.Raster.Scenes;

/// <summary>Works out the grid of a resampled scene.</summary>
internal static class SceneGrid
{
    // In parts of a pixel: rounding of the numbers that files hold.
    private const double Tolerance = 1e-6;

    /// <summary>Lays a grid over a scene.</summary>
    /// <param name="scene">The scene's path, for messages.</param>
    /// <param name="grid">The scene's grid.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <returns>All cells whose centre lies in the scene; the scene's own grid where nothing changes.</returns>
    /// <exception cref="SegmentDataException">The scene or the snap raster has no place, or is rotated.</exception>
    public static GridGeometry For(string scene, GridGeometry grid, OutputGrid wanted)
    {
        var own = NorthUp(scene, grid);
        var anchor = own;
        if (wanted.SnapRaster is { } path)
        {
            using var snap = RasterSource.Open(path);
            if (!CrsComparison.Same(grid.CrsWkt, snap.Grid.CrsWkt))
            {
                throw new SegmentDataException(
                    $"The snap raster '{path}' has another coordinate reference system than the scene '{scene}'. Give a snap "
                        + "raster in the scene's, or reproject the scene: gdalwarp -t_srs."
                );
            }

            anchor = NorthUp(path, snap.Grid);
        }

        var (cellX, cellY) = (wanted.CellSize ?? own.PixelWidth, wanted.CellSize ?? -own.PixelHeight);
        var (right, bottom) = (
            own.OriginX + (grid.Width * own.PixelWidth),
            own.OriginY + (grid.Height * own.PixelHeight)
        );
        var first = FirstCentre((own.OriginX - anchor.OriginX) / cellX);
        var top = FirstCentre((anchor.OriginY - own.OriginY) / cellY);
        var columns = FirstCentre((right - anchor.OriginX) / cellX) - first;
        var rows = FirstCentre((anchor.OriginY - bottom) / cellY) - top;
        var (x, y) = (anchor.OriginX + (first * cellX), anchor.OriginY - (top * cellY));
        return columns * rows is > 0 and <= TooMany
            ? grid with
            {
                Height = (int)rows,
                Width = (int)columns,
                Transform = new GeoTransform(x, cellX, 0, y, 0, -cellY),
            }
            : throw new SegmentDataException(
                $"Cells of {cellX:G6} × {cellY:G6} map units make {columns:G6} × {rows:G6} pixels of '{scene}', whose own cells "
                    + $"measure {own.PixelWidth:G6} × {-own.PixelHeight:G6}. Give a cell size in the scene's map units."
            );
    }

    /// <summary>Tells whether two grids have their pixels' corners at the same places.</summary>
    /// <param name="first">A grid.</param>
    /// <param name="second">Another.</param>
    /// <returns>Whether they are the same up to rounding.</returns>
    public static bool Same(GridGeometry first, GridGeometry second)
    {
        if ((first.Height, first.Width) != (second.Height, second.Width))
        {
            return false;
        }

        var (a, b) = (first.Transform!.Value, second.Transform!.Value);
        var allowed = Tolerance * Math.Min(a.CellSizeX, a.CellSizeY);
        return Math.Abs(a.OriginX - b.OriginX) <= allowed
            && Math.Abs(a.OriginY - b.OriginY) <= allowed
            && Math.Abs(a.PixelWidth - b.PixelWidth) * first.Width <= allowed
            && Math.Abs(a.PixelHeight - b.PixelHeight) * first.Height <= allowed;
    }

    // The first cell whose centre lies at a place or after it. A cell belongs to the grid where its centre lies in the scene:
    // one that a scene without NoData covers in part only would else hold numbers from nowhere.
    private static double FirstCentre(double place) => Math.Ceiling(place - 0.5 - Tolerance);

    // GDAL counts rows and columns with 31 bits; more pixels than this are a slip of the unit.
    private const double TooMany = 4e10;

    private static GeoTransform NorthUp(string path, GridGeometry grid) =>
        grid.Transform is { RowRotation: 0, ColumnRotation: 0, PixelWidth: > 0, PixelHeight: < 0 } transform
            ? transform
            : throw new SegmentDataException(
                $"'{path}' {(grid.Transform is null ? "has no georeference" : "is rotated or south-up")}, so a cell size or a snap "
                    + "raster has no meaning for it. Bring it on a north-up grid first: gdalwarp."
            );
}
