using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Scenes;

/// <summary>Several scenes that are read as one: a virtual raster in memory. Where scenes overlap, the later one is on
/// top.</summary>
public sealed class SceneMosaic : IDisposable
{
    // In parts of a pixel: what GDAL's nearest-neighbour reading cannot see.
    private const double Tolerance = 0.01;

    private readonly bool isOwn;

    private SceneMosaic(string path, bool isOwn) => (Path, this.isOwn) = (path, isOwn);

    /// <summary>Gets the path to open: the scene's own where there is one, else one in GDAL's memory.</summary>
    public string Path { get; }

    /// <summary>Joins scenes.</summary>
    /// <param name="scenes">One path or several; several must have the same number, type and cell size of bands, one
    /// reference system, and pixels on one grid.</param>
    /// <param name="name">What it is called in GDAL's memory; null takes a name of its own.</param>
    /// <returns>The mosaic; dispose it after its readers.</returns>
    /// <exception cref="SegmentDataException">A scene cannot be read, or two do not fit together.</exception>
    public static SceneMosaic Open(IReadOnlyList<string> scenes, string? name = null)
    {
        if (scenes.Count == 1)
        {
            return new SceneMosaic(scenes[0], isOwn: false);
        }

        using var first = RasterSource.Open(scenes[0]);
        foreach (var path in scenes.Skip(1))
        {
            using var other = RasterSource.Open(path);
            Check(first, other);
        }

        var joined = $"/vsimem/{name ?? $"mosaic-{Guid.NewGuid():N}"}.vrt";
        VirtualMosaic.Write(joined, [.. scenes.Select(FullPath)], [.. first.Bands.Select(b => b.Name)]);
        return new SceneMosaic(joined, isOwn: true);
    }

    /// <summary>Forgets the virtual raster.</summary>
    public void Dispose()
    {
        if (isOwn)
        {
            _ = GdalApi.VSIUnlink(Path);
        }
    }

    private static string FullPath(string path) =>
        path.StartsWith("/vsi", StringComparison.Ordinal) ? path : System.IO.Path.GetFullPath(path);

    private static void Check(RasterSource first, RasterSource other)
    {
        var problem =
            first.Bands.Count != other.Bands.Count ? $"they have {first.Bands.Count} and {other.Bands.Count} bands"
            : Types(first) != Types(other) ? $"their bands are of the types {Types(first)} and {Types(other)}"
            : !CrsComparison.Same(first.Grid.CrsWkt, other.Grid.CrsWkt)
                ? "they have different coordinate reference systems"
            : GridProblem(first.Grid, other.Grid);
        if (problem is not null)
        {
            throw new SegmentDataException(
                $"'{first.Path}' and '{other.Path}' cannot be joined into one mosaic: {problem}. Take each by itself with "
                    + "--processing-mode PROCESS_ITEMS_SEPARATELY, or bring them on one grid with gdalwarp -tap."
            );
        }
    }

    private static string Types(RasterSource source) =>
        string.Join(", ", source.Bands.Select(b => b.Type.Name()).Distinct(StringComparer.Ordinal));

    private static string? GridProblem(GridGeometry first, GridGeometry other)
    {
        if (first.Transform is not { } a || other.Transform is not { } b)
        {
            return "one has no georeference";
        }

        if (a.RowRotation != 0 || a.ColumnRotation != 0 || a.PixelHeight > 0)
        {
            return "they are rotated or south-up";
        }

        var allowed = 1e-6 * a.CellSizeX;
        if (Math.Abs(a.PixelWidth - b.PixelWidth) > allowed || Math.Abs(a.PixelHeight - b.PixelHeight) > allowed)
        {
            return $"their cells are {a.CellSizeX:G6} × {a.CellSizeY:G6} and {b.CellSizeX:G6} × {b.CellSizeY:G6} map units";
        }

        var (column, row) = new PixelMapping(a).ToPixel(b.OriginX, b.OriginY);
        var off = Math.Max(Math.Abs(column - Math.Round(column)), Math.Abs(row - Math.Round(row)));
        return off > Tolerance ? $"their pixels are shifted against each other by {off:0.##} of a pixel" : null;
    }
}
