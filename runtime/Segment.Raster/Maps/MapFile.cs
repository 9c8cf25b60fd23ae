using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Maps;

/// <summary>A map's file: how it is laid out, described, and checked once it is closed.</summary>
internal static unsafe class MapFile
{
    /// <summary>Makes the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="grid">Its size.</param>
    /// <param name="wide">Whether it holds 16-bit numbers.</param>
    /// <returns>The dataset; invalid where it could not be made.</returns>
    public static DatasetHandle Create(string path, GridGeometry grid, bool wide)
    {
        // Every program that reads TIFF reads LZW. On class maps it writes 155 Mpx/s a core where DEFLATE writes 41, and
        // the file is no larger where classes are mixed. IF_SAFER: a compressed file's size is not known before.
        using var options = new StringListHandle(
            "TILED=YES",
            $"BLOCKXSIZE={MapBlocks.Side}",
            $"BLOCKYSIZE={MapBlocks.Side}",
            "COMPRESS=LZW",
            "BIGTIFF=IF_SAFER",
            "NUM_THREADS=ALL_CPUS"
        );
        var type = wide ? GdalDataType.UInt16 : GdalDataType.UInt8;
        return GdalApi.GDALCreate(
            GdalApi.GDALGetDriverByName("GTiff"),
            Path.GetFullPath(path),
            grid.Width,
            grid.Height,
            1,
            type,
            options
        );
    }

    /// <summary>Gives the file its place, classes and metadata.</summary>
    /// <param name="dataset">The new dataset.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="noData">The number that stands for NoData.</param>
    /// <param name="metadata">Text items.</param>
    /// <returns>Whether GDAL took all of it.</returns>
    public static bool Describe(
        DatasetHandle dataset,
        GridGeometry grid,
        IReadOnlyList<LandCoverClass> classes,
        int noData,
        IReadOnlyDictionary<string, string> metadata
    )
    {
        var band = GdalApi.GDALGetRasterBand(dataset, 1);
        var described =
            (grid.CrsWkt.Length == 0 || GdalApi.GDALSetProjection(dataset, grid.CrsWkt) == GdalApi.Success)
            && (grid.Transform is not { } transform || Place(dataset, transform))
            && GdalApi.GDALSetRasterNoDataValue(band, noData) == GdalApi.Success;
        foreach (var (key, value) in metadata)
        {
            described = described && GdalApi.GDALSetMetadataItem(dataset, key, value, null) == GdalApi.Success;
        }

        return described && ClassSymbols.Write(band, classes, noData);
    }

    /// <summary>Checks a closed file: a full disk may have cut it short without a word.</summary>
    /// <param name="path">The file.</param>
    /// <param name="grid">The grid it must have.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Problem(string path, GridGeometry grid)
    {
        try
        {
            using var dataset = RasterFile.Open(path);
            var size = (GdalApi.GDALGetRasterYSize(dataset), GdalApi.GDALGetRasterXSize(dataset));
            return size == (grid.Height, grid.Width)
                ? BlockProblem(dataset, grid, new FileInfo(path).Length)
                : $"the file holds {size.Item1} x {size.Item2} px in place of {grid.Height} x {grid.Width}";
        }
        catch (SegmentDataException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    // Asks where each block lies in the file (GTiff driver, metadata domain TIFF), which reads no pixels.
    private static string? BlockProblem(DatasetHandle dataset, GridGeometry grid, long fileLength)
    {
        using var errors = GdalErrors.Begin();
        var band = GdalApi.GDALGetRasterBand(dataset, 1);
        for (var row = 0; row * MapBlocks.Side < grid.Height; row++)
        {
            for (var column = 0; column * MapBlocks.Side < grid.Width; column++)
            {
                var (offset, size) = (Number("BLOCK_OFFSET"), Number("BLOCK_SIZE"));
                if (offset <= 0 || size <= 0 || offset + size > fileLength)
                {
                    return $"the block in row {row}, column {column} is not in the file";
                }

                long Number(string what)
                {
                    var text = GdalApi.Text(GdalApi.GDALGetMetadataItem(band, $"{what}_{column}_{row}", "TIFF"));
                    return long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
                }
            }
        }

        return null;
    }

    private static bool Place(DatasetHandle dataset, GeoTransform transform)
    {
        var numbers = stackalloc double[]
        {
            transform.OriginX,
            transform.PixelWidth,
            transform.RowRotation,
            transform.OriginY,
            transform.ColumnRotation,
            transform.PixelHeight,
        };
        return GdalApi.GDALSetGeoTransform(dataset, numbers) == GdalApi.Success;
    }
}
