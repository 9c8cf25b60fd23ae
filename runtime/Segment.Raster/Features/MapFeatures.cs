using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Raster.Maps;

namespace Segment.Raster.Features;

/// <summary>
/// Turns a map into polygons: one for each connected area of a class, along the pixels' exact edges (pixels that touch at
/// a corner alone are not connected).
/// </summary>
/// <remarks>GDAL's polygonizer and sieve read the map a few rows at a time; what they keep grows with the number of areas,
/// not with the number of pixels. Simplified polygons are in memory all at once, as neighbours must be known.</remarks>
public static class MapFeatures
{
    /// <summary>A merged area can grow large enough to take in others: so often the sieve is used, at most.</summary>
    private const int Sieves = 4;

    /// <summary>Writes a GeoPackage with the fields <c>value</c>, <c>class</c>, <c>pixels</c> and <c>area</c> (in square map
    /// units: pixels × the area of one; where edges are simplified, the area of the polygon).</summary>
    /// <param name="mapPath">The finished map.</param>
    /// <param name="path">The GeoPackage; an earlier one is replaced when the new one is whole.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told the fraction done, 0–1.</param>
    /// <param name="token">Stops the work; nothing is left then.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="SegmentDataException">The options or the map are not usable.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public static FeatureTally Write(
        string mapPath,
        string path,
        FeatureOptions options,
        IProgress<double>? progress = null,
        CancellationToken token = default
    )
    {
        CheckPath(path);
        if (string.Join(" ", options.Problems()) is { Length: > 0 } problems)
        {
            throw new SegmentDataException(problems);
        }

        using var map = ClassMap.Open(mapPath);
        var least = options.MinimumMappingUnit?.Pixels(map.Grid) ?? 1;
        using var files = new FeatureFiles(path);
        var rasterPath = mapPath;
        if (least > 1)
        {
            Sieve(map, files.SievedPath, least, token);
            rasterPath = files.SievedPath;
        }

        Trace(rasterPath, files.TracedPath, map.Grid, progress, token);
        var tally = FeatureCopy.Run(files, map.Grid, map.Classes, least, options.SimplificationTolerance, token);
        files.Publish();
        return tally;
    }

    /// <summary>Refuses a path that cannot be written to, before any work is done.</summary>
    /// <param name="path">The GeoPackage.</param>
    /// <exception cref="SegmentOutputException">It is no <c>.gpkg</c>, or its folder is missing.</exception>
    public static void CheckPath(string path)
    {
        if (!path.EndsWith(".gpkg", StringComparison.OrdinalIgnoreCase))
        {
            throw new SegmentOutputException(
                $"'{path}' is no GeoPackage. Polygons are written as GeoPackages: give a name that ends in .gpkg."
            );
        }

        MapWriter.CheckPlace(path);
    }

    private static void Sieve(ClassMap map, string path, int least, CancellationToken token)
    {
        using var errors = GdalErrors.Begin();
        using var source = RasterFile.Open(map.Path);
        var band = GdalApi.GDALGetRasterBand(source, 1);
        using var sieved = MapFile.Create(path, map.Grid, GdalApi.GDALGetRasterDataType(band), 1);
        var noData = GdalApi.GDALGetRasterNoDataValue(band, out var isSet);
        if (sieved.IsInvalid || !MapFile.Place(sieved, map.Grid))
        {
            throw Failure(path, errors.Text);
        }

        var target = GdalApi.GDALGetRasterBand(sieved, 1);
        if (isSet != 0)
        {
            _ = GdalApi.GDALSetRasterNoDataValue(target, noData);
        }

        using var watch = GdalProgress.Watch(null, token);
        for (var i = 0; i < Sieves; i++)
        {
            var from = i == 0 ? band : target;
            var status = OutputApi.GDALSieveFilter(
                from,
                GdalApi.GDALGetMaskBand(band),
                target,
                least,
                connectedness: 4,
                0,
                GdalProgress.Function,
                0
            );
            token.ThrowIfCancellationRequested();
            if (status != GdalApi.Success)
            {
                throw Failure(path, errors.Text);
            }
        }

        if (sieved.CloseAndReport() is { } problem)
        {
            throw Failure(path, problem);
        }
    }

    private static void Trace(
        string rasterPath,
        string path,
        GridGeometry grid,
        IProgress<double>? progress,
        CancellationToken token
    )
    {
        using var errors = GdalErrors.Begin();
        using var raster = RasterFile.Open(rasterPath);
        var band = GdalApi.GDALGetRasterBand(raster, 1);
        using var traced = FeatureTarget.Create(path, "polygons");
        var layer = traced.AddLayer(
            "areas",
            grid.CrsWkt,
            OgrGeometryType.Polygon,
            indexed: false,
            new FeatureField("value", OgrFieldType.Integer)
        );
        using (GdalProgress.Watch(progress, token))
        {
            var status = OutputApi.GDALPolygonize(
                band,
                GdalApi.GDALGetMaskBand(band),
                layer.Handle,
                0,
                0,
                GdalProgress.Function,
                0
            );
            token.ThrowIfCancellationRequested();
            if (status != GdalApi.Success)
            {
                throw Failure(path, errors.Text);
            }
        }

        traced.Complete();
    }

    private static SegmentOutputException Failure(string path, string reason) =>
        new(
            $"The polygons could not be made ('{path}'): {reason}. Check the folder, its permissions and the free space."
        );
}
