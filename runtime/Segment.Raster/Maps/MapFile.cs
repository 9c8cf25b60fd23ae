using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Maps;

/// <summary>A map's file: how it is laid out, described, and checked once it is closed.</summary>
internal static unsafe class MapFile
{
    private const long LargestPlain = 1L << 28;

    /// <summary>Makes the file that rows are written to.</summary>
    /// <param name="path">Where.</param>
    /// <param name="grid">Its size.</param>
    /// <param name="type">The type of its numbers.</param>
    /// <param name="bands">Its bands, one after the other in the file.</param>
    /// <returns>The dataset; invalid where it could not be made.</returns>
    public static DatasetHandle Create(string path, GridGeometry grid, GdalDataType type, int bands)
    {
        // What is read again at once is not worth compressing, unless it would fill the disk. On class maps LZW writes
        // 155 Mpx/s a core where DEFLATE writes 41. IF_SAFER: a compressed file's size is not known before.
        var bytes = (long)grid.Height * grid.Width * bands * GdalApi.GDALGetDataTypeSizeBytes(type);
        using var options = new StringListHandle(
            "TILED=YES",
            $"BLOCKXSIZE={MapBlocks.Side}",
            $"BLOCKYSIZE={MapBlocks.Side}",
            "INTERLEAVE=BAND",
            bytes > LargestPlain ? "COMPRESS=LZW" : "COMPRESS=NONE",
            "BIGTIFF=IF_SAFER",
            $"NUM_THREADS={Environment.ProcessorCount}"
        );
        return GdalApi.GDALCreate(
            GdalApi.GDALGetDriverByName("GTiff"),
            Path.GetFullPath(path),
            grid.Width,
            grid.Height,
            bands,
            type,
            options
        );
    }

    /// <summary>Gives the file its place.</summary>
    /// <param name="dataset">The new dataset.</param>
    /// <param name="grid">The grid.</param>
    /// <returns>Whether GDAL took it.</returns>
    public static bool Place(DatasetHandle dataset, GridGeometry grid) =>
        (grid.CrsWkt.Length == 0 || GdalApi.GDALSetProjection(dataset, grid.CrsWkt) == GdalApi.Success)
        && (grid.Transform is not { } transform || Place(dataset, transform));

    /// <summary>Stores text items in the file.</summary>
    /// <param name="dataset">The new dataset.</param>
    /// <param name="metadata">Text items.</param>
    /// <returns>Whether GDAL took all of them.</returns>
    public static bool SetMetadata(DatasetHandle dataset, IReadOnlyDictionary<string, string> metadata) =>
        metadata
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .All(item => GdalApi.GDALSetMetadataItem(dataset, item.Key, item.Value, null) == GdalApi.Success);

    /// <summary>Gives a map its classes and metadata.</summary>
    /// <param name="dataset">The new dataset.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="noData">The number that stands for NoData.</param>
    /// <param name="metadata">Text items.</param>
    /// <returns>Whether GDAL took all of it.</returns>
    public static bool Describe(
        DatasetHandle dataset,
        IReadOnlyList<LandCoverClass> classes,
        int noData,
        IReadOnlyDictionary<string, string> metadata
    )
    {
        var band = GdalApi.GDALGetRasterBand(dataset, 1);
        return GdalApi.GDALSetRasterNoDataValue(band, noData) == GdalApi.Success
            && SetMetadata(dataset, metadata)
            && ClassSymbols.Write(band, classes, noData);
    }

    /// <summary>Checks a closed file: a full disk may have cut it short without a word.</summary>
    /// <param name="path">The file.</param>
    /// <param name="grid">The grid it must have.</param>
    /// <param name="blockSide">Rows and columns of its blocks, in pixels.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Problem(string path, GridGeometry grid, int blockSide)
    {
        try
        {
            using var dataset = RasterFile.Open(path);
            var size = (GdalApi.GDALGetRasterYSize(dataset), GdalApi.GDALGetRasterXSize(dataset));
            return size == (grid.Height, grid.Width)
                ? BlockProblem(dataset, grid, blockSide, new FileInfo(path).Length)
                : $"the file holds {size.Item1} x {size.Item2} px in place of {grid.Height} x {grid.Width}";
        }
        catch (SegmentDataException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    // Asks where each block lies in the file (GTiff driver, metadata domain TIFF), which reads no pixels.
    private static string? BlockProblem(DatasetHandle dataset, GridGeometry grid, int blockSide, long fileLength)
    {
        using var errors = GdalErrors.Begin();
        var band = GdalApi.GDALGetRasterBand(dataset, 1);
        for (var row = 0; row * blockSide < grid.Height; row++)
        {
            for (var column = 0; column * blockSide < grid.Width; column++)
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
