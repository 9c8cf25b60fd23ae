using System.Runtime.InteropServices;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>GDAL's virtual rasters made of several files (gdal_utils.h, GDALBuildVRT).</summary>
internal static unsafe partial class VirtualMosaic
{
    /// <summary>Writes a virtual raster that shows several rasters as one; where they overlap, the later one is on
    /// top.</summary>
    /// <param name="path">The file to write, such as one in <c>/vsimem</c>.</param>
    /// <param name="sources">Full paths of rasters with the same bands, reference system and cells.</param>
    /// <param name="bandNames">The bands' names, which GDAL would forget.</param>
    /// <exception cref="SegmentDataException">GDAL cannot join them.</exception>
    public static void Write(string path, IReadOnlyList<string> sources, IReadOnlyList<string> bandNames)
    {
        using var errors = GdalErrors.Begin();
        using var names = new StringListHandle(sources);
        using var words = new StringListHandle("-strict", "-allow_projection_difference");
        var options = GDALBuildVRTOptionsNew(words, 0);
        var usage = 0;
        using var dataset = GDALBuildVRT(path, sources.Count, 0, names, options, &usage);
        GDALBuildVRTOptionsFree(options);
        for (var band = 0; band < bandNames.Count && !dataset.IsInvalid; band++)
        {
            GdalApi.GDALSetDescription(GdalApi.GDALGetRasterBand(dataset, band + 1), bandNames[band]);
        }

        var failed = dataset.IsInvalid || usage != 0 ? errors.Text : dataset.CloseAndReport();
        if (failed is not null)
        {
            throw new SegmentDataException(
                $"The {sources.Count} scenes cannot be joined into one mosaic: {failed}. Take each by itself with "
                    + "--processing-mode PROCESS_ITEMS_SEPARATELY."
            );
        }
    }

    [LibraryImport(GdalLibrary.Name)]
    private static partial nint GDALBuildVRTOptionsNew(StringListHandle words, nint forBinary);

    [LibraryImport(GdalLibrary.Name)]
    private static partial void GDALBuildVRTOptionsFree(nint options);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    private static partial DatasetHandle GDALBuildVRT(
        string path,
        int count,
        nint datasets,
        StringListHandle names,
        nint options,
        int* usageError
    );
}
