using System.Runtime.InteropServices;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>GDAL's virtual rasters on another grid than their source's (gdal_utils.h, GDALWarp).</summary>
internal static unsafe partial class VirtualWarp
{
    /// <summary>Writes a virtual raster that shows another one on a grid; nothing is computed until it is read.</summary>
    /// <param name="path">The file to write, such as one in <c>/vsimem</c>.</param>
    /// <param name="source">The raster.</param>
    /// <param name="target">The grid: north up, with a transform.</param>
    /// <param name="resampling">GDAL's name of the method, such as <c>near</c>.</param>
    /// <param name="emptyValue">The NoData value of a source that has none; null for the source's.</param>
    /// <exception cref="SegmentDataException">GDAL cannot do it, for want of a way between the reference systems as a rule.</exception>
    public static void Write(string path, string source, GridGeometry target, string resampling, int? emptyValue = null)
    {
        using var opened = RasterFile.Open(source);
        using var errors = GdalErrors.Begin();
        using var words = new StringListHandle([
            .. Words(target, resampling),
            .. emptyValue is { } empty ? ["-dstnodata", $"{empty}"] : Array.Empty<string>(),
        ]);
        var options = GDALWarpAppOptionsNew(words, 0);
        var (usage, handle) = (0, opened.DangerousGetHandle());
        using var dataset = GDALWarp(path, 0, 1, &handle, options, &usage);
        GDALWarpAppOptionsFree(options);
        GC.KeepAlive(opened);
        var failed = dataset.IsInvalid || usage != 0 ? errors.Text : dataset.CloseAndReport();
        if (failed is not null)
        {
            throw new SegmentDataException(
                $"'{source}' cannot be brought on another grid: {failed}. Bring it there with gdalwarp first."
            );
        }
    }

    private static List<string> Words(GridGeometry target, string resampling)
    {
        var t = target.Transform!.Value;
        var (right, bottom) = (t.OriginX + (target.Width * t.PixelWidth), t.OriginY + (target.Height * t.PixelHeight));
        List<string> words =
        [
            "-of",
            "VRT",
            "-r",
            resampling,
            "-te",
            $"{t.OriginX:R}",
            $"{bottom:R}",
            $"{right:R}",
            $"{t.OriginY:R}",
            "-ts",
            $"{target.Width}",
            $"{target.Height}",
        ];
        if (target.CrsWkt.Length > 0)
        {
            words.AddRange(["-t_srs", target.CrsWkt]);
        }

        return words;
    }

    [LibraryImport(GdalLibrary.Name)]
    private static partial nint GDALWarpAppOptionsNew(StringListHandle words, nint forBinary);

    [LibraryImport(GdalLibrary.Name)]
    private static partial void GDALWarpAppOptionsFree(nint options);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    private static partial DatasetHandle GDALWarp(
        string path,
        nint target,
        int count,
        nint* sources,
        nint options,
        int* usageError
    );
}
