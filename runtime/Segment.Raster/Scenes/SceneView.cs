using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Scenes;

/// <summary>A scene as it is to be mapped: on its own grid or resampled, the whole or a part.</summary>
public sealed class SceneView : IDisposable
{
    private readonly bool isOwn;

    private SceneView(string path, bool isOwn, SceneFrame frame) => (Path, this.isOwn, Frame) = (path, isOwn, frame);

    /// <summary>Gets the path to open: the scene's own, or a virtual raster in GDAL's memory.</summary>
    public string Path { get; }

    /// <summary>Gets the part of that raster to map.</summary>
    public SceneFrame Frame { get; }

    /// <summary>Prepares a scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="wanted">The grid wanted.</param>
    /// <param name="notice">Told how the scene is resampled.</param>
    /// <returns>The view; dispose it after its readers.</returns>
    /// <exception cref="SegmentDataException">The scene cannot be read, or the grid makes no sense for it.</exception>
    public static SceneView Open(string scene, OutputGrid wanted, Action<string>? notice)
    {
        GridGeometry own;
        using (var source = RasterSource.Open(scene))
        {
            own = source.Grid;
        }

        var grid = wanted.Resamples ? SceneGrid.For(scene, own, wanted) : own;
        var resampled = wanted.Resamples && !SceneGrid.Same(own, grid);
        var path = resampled ? Resample(scene, own, grid, notice) : scene;
        try
        {
            var placed = wanted.UsePixelSpace ? grid with { Transform = null, CrsWkt = string.Empty } : grid;
            var part = wanted.Extent is { } extent
                ? SceneExtent.Window(scene, placed, extent, notice)
                : (PixelWindow?)null;
            return new SceneView(path, resampled, new SceneFrame(part, wanted.UsePixelSpace));
        }
        catch
        {
            Forget(path, resampled);
            throw;
        }
    }

    /// <summary>Prepares a scene to be looked at beside a map of it.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="map">The map's grid.</param>
    /// <param name="emptyValue">The number for cells beyond the scene, which is NoData in the view; null for the scene's own NoData value.</param>
    /// <returns>The scene itself where it lies on that grid, or where one of the two has no place; else a view of it
    /// (nearest sample). Dispose it after its readers.</returns>
    /// <exception cref="SegmentDataException">The scene cannot be read.</exception>
    public static SceneView Open(string scene, GridGeometry map, int? emptyValue = null)
    {
        GridGeometry own;
        using (var source = RasterSource.Open(scene))
        {
            own = source.Grid;
        }

        var placed =
            own.Transform is not null && map.Transform is { RowRotation: 0, ColumnRotation: 0, PixelHeight: < 0 };
        if (!placed || SceneGrid.Same(own, map))
        {
            return new SceneView(scene, isOwn: false, default);
        }

        var path = $"/vsimem/view-{Guid.NewGuid():N}.vrt";
        VirtualWarp.Write(path, scene, map, "near", emptyValue);
        return new SceneView(path, isOwn: true, default);
    }

    /// <summary>Forgets the virtual raster.</summary>
    public void Dispose() => Forget(Path, isOwn);

    private static void Forget(string path, bool isOwn)
    {
        if (isOwn)
        {
            _ = GdalApi.VSIUnlink(path);
        }
    }

    // A mean of the cells that become one; between cells that become several. Classes are no concern: scenes hold measurements.
    private static string Resample(string scene, GridGeometry own, GridGeometry grid, Action<string>? notice)
    {
        var (from, to) = (own.Transform!.Value, grid.Transform!.Value);
        var coarser = to.CellSizeX * to.CellSizeY > from.CellSizeX * from.CellSizeY * (1 + 1e-6);
        var (method, words) = coarser ? ("average", "the mean of the cells below") : ("bilinear", "bilinear");
        var key = string.Create(CultureInfo.InvariantCulture, $"{scene}|{to}|{grid.Height}|{grid.Width}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 6));
        var path = $"/vsimem/resampled-{hash}/{System.IO.Path.GetFileNameWithoutExtension(scene)}.vrt";
        VirtualWarp.Write(path, scene, grid, method);
        notice?.Invoke(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The scene is resampled from cells of {from.CellSizeX:G6} × {from.CellSizeY:G6} to {to.CellSizeX:G6} × {to.CellSizeY:G6} map units ({words})."
            )
        );
        return path;
    }
}
