using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>Opens rasters and reads what every raster has.</summary>
internal static class RasterFile
{
    private const uint OpenRaster = 0x02;
    private const uint VerboseError = 0x40;
    private const long LargestBlock = 1L << 30;

    /// <summary>Opens a raster of any format that GDAL reads, for reading.</summary>
    /// <param name="path">A local file or folder, or one of GDAL's <c>/vsi…</c> paths. Connection strings of single
    /// drivers (<c>NETCDF:…</c>, <c>PG:…</c>) are no files and are refused.</param>
    /// <returns>The dataset; it has at least one band.</returns>
    /// <exception cref="SegmentDataException">There is no such file, or GDAL reads no raster from it.</exception>
    public static DatasetHandle Open(string path)
    {
        GdalLibrary.EnsureReady();
        var dataset = OpenChecked(path);
        try
        {
            CheckContent(path, dataset);
            return dataset;
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    /// <summary>Reads size, transform and reference system.</summary>
    /// <param name="dataset">An open raster.</param>
    /// <returns>Its grid.</returns>
    public static unsafe GridGeometry Grid(DatasetHandle dataset)
    {
        using var errors = GdalErrors.Begin();
        var numbers = stackalloc double[6];
        GeoTransform? transform =
            GdalApi.GDALGetGeoTransform(dataset, numbers) == GdalApi.Success
                ? new GeoTransform(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
                : null;
        return new GridGeometry(
            GdalApi.GDALGetRasterYSize(dataset),
            GdalApi.GDALGetRasterXSize(dataset),
            transform,
            GdalApi.Text(GdalApi.GDALGetProjectionRef(dataset)) ?? string.Empty
        );
    }

    /// <summary>Says that a call on a window failed.</summary>
    /// <param name="path">The raster.</param>
    /// <param name="window">What was asked for.</param>
    /// <param name="reason">GDAL's words.</param>
    /// <returns>The exception to throw.</returns>
    public static SegmentDataException ReadFailure(string path, PixelWindow window, string reason) =>
        new(
            $"Could not read rows {window.Row}-{window.EndRow - 1}, columns {window.Column}-{window.EndColumn - 1} of "
                + $"'{path}': {reason}. The file may be damaged or cut short; get it anew, or check it with gdalinfo -checksum."
        );

    // Whatever window is read, GDAL holds the whole blocks that it touches.
    private static void CheckBlocks(string path, DatasetHandle dataset)
    {
        var band = GdalApi.GDALGetRasterBand(dataset, 1);
        GdalApi.GDALGetBlockSize(band, out var width, out var height);
        var bytes = (long)width * height * GdalApi.GDALGetDataTypeSizeBytes(GdalApi.GDALGetRasterDataType(band));
        if (bytes > LargestBlock)
        {
            throw new SegmentDataException(
                $"'{path}' is stored in blocks of {width} × {height} pixels, each {bytes >> 20} MiB in memory; up to {LargestBlock >> 20} MiB "
                    + "can be read. Its header may be damaged (gdalinfo shows it); else store it in tiles: "
                    + "gdal_translate -co TILED=YES in.tif out.tif"
            );
        }
    }

    private static void CheckContent(string path, DatasetHandle dataset)
    {
        if (GdalApi.GDALGetRasterCount(dataset) == 0)
        {
            throw new SegmentDataException(WithoutBands(path, dataset));
        }

        if (!IsVirtualPath(path))
        {
            OwnFiles.CheckAfter(path, dataset);
        }

        CheckBlocks(path, dataset);
        PromisedSize.Check(path, dataset);
        HiddenSign.Check(path, dataset);
    }

    private static bool IsVirtualPath(string path) => path.StartsWith("/vsi", StringComparison.Ordinal);

    // A file called .tif is read as a TIFF or not at all: other drivers would take its text for something else.
    private static StringListHandle Drivers(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".tif" or ".tiff"
            ? new StringListHandle("GTiff", "COG")
            : new StringListHandle();

    private static DatasetHandle OpenChecked(string path)
    {
        var virtualFile = IsVirtualPath(path);
        if (!virtualFile && !File.Exists(path) && !Directory.Exists(path))
        {
            throw new SegmentDataException($"There is no file '{path}'. Give the path of a raster, such as a GeoTIFF.");
        }

        if (!virtualFile && new FileInfo(path) is { Exists: true, Length: 0 })
        {
            throw new SegmentDataException($"The raster '{path}' is an empty file (0 bytes). Get the file anew.");
        }

        if (!virtualFile)
        {
            OwnFiles.CheckBefore(path);
        }

        using var errors = GdalErrors.Begin();

        using var drivers = Drivers(path);

        // A whole path starts with no driver's prefix, whatever the file is called.
        var name = virtualFile ? path : Path.GetFullPath(path);
        var dataset = GdalApi.GDALOpenEx(name, OpenRaster | VerboseError, drivers.DangerousGetHandle(), 0, 0);
        if (!dataset.IsInvalid)
        {
            return dataset;
        }

        dataset.Dispose();
        using var vector = OgrFile.TryOpen(name, out _);
        throw new SegmentDataException(
            vector is not null && vector.Layers.Any(l => l.HasGeometries)
                ? $"'{path}' is a vector file, and a raster is needed here, such as a GeoTIFF. Polygons are given as labels or reference."
                : $"'{path}' is not a raster that GDAL {GdalLibrary.Version} can read: {errors.Text}. "
                    + "Give a raster, such as a GeoTIFF; gdalinfo tells what a file is."
        );
    }

    private static unsafe string WithoutBands(string path, DatasetHandle dataset)
    {
        const string NameKey = "_NAME=";
        var parts = StringListHandle
            .Read(GdalApi.GDALGetMetadata(dataset, "SUBDATASETS"))
            .Where(item => item.Contains(NameKey, StringComparison.Ordinal))
            .Select(item => item[(item.IndexOf(NameKey, StringComparison.Ordinal) + NameKey.Length)..])
            .ToArray();
        return parts.Length == 0
            ? $"'{path}' holds no raster bands. Give a raster, such as a GeoTIFF; gdalinfo tells what a file is."
            : $"'{path}' is a container of {parts.Length} rasters and holds no bands of its own. "
                + $"Take one out first: gdal_translate '{parts[0]}' scene.tif";
    }
}
