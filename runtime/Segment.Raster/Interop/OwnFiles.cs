using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>Keeps a raster to its own folder: some formats are texts that name the file of samples, wherever it lies.</summary>
internal static class OwnFiles
{
    /// <summary>Files beside a raster that GDAL opens as rasters of their own: overviews and a mask.</summary>
    private static readonly string[] Companions = [".ovr", ".msk", ".msk.ovr"];

    /// <summary>Refuses what GDAL must not even open.</summary>
    /// <param name="path">A local raster.</param>
    /// <exception cref="SegmentDataException">It, or a companion of it, is a virtual raster that is not allowed.</exception>
    public static void CheckBefore(string path)
    {
        VirtualRaster.Check(path);
        foreach (var ending in Companions)
        {
            VirtualRaster.Check(path + ending);
        }
    }

    /// <summary>Refuses a raster that reads files outside its folder. Virtual rasters, which may, are checked before.</summary>
    /// <param name="path">A local raster.</param>
    /// <param name="dataset">The same, open.</param>
    /// <exception cref="SegmentDataException">It names a file elsewhere.</exception>
    public static void CheckAfter(string path, DatasetHandle dataset)
    {
        var driver = GdalApi.Text(GdalApi.GDALGetDriverShortName(GdalApi.GDALGetDatasetDriver(dataset)));
        if (driver == "VRT")
        {
            return;
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        using var list = GdalApi.GDALGetFileList(dataset);
        foreach (var file in list.Read().Where(Path.IsPathRooted).Select(Path.GetFullPath))
        {
            if (!file.StartsWith(folder + '/', StringComparison.Ordinal) && folder != "/")
            {
                throw new SegmentDataException(
                    $"The raster '{path}' is not opened: it takes its samples from '{file}', outside its folder. If you trust it, "
                        + "make one file of it: gdal_translate in.tif out.tif"
                );
            }
        }
    }
}
