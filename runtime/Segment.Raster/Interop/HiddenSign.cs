using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>Notices signed bytes that a virtual raster hands on as 0–255: before its version 3.7 GDAL has no such type, and
/// a VRT over files of signed bytes forgets the mark that they carry.</summary>
internal static class HiddenSign
{
    private const int MostFiles = 8;
    private const uint OpenRaster = 0x02;

    /// <summary>Looks at the files behind a virtual raster of bytes.</summary>
    /// <param name="path">The raster.</param>
    /// <param name="dataset">The same, open.</param>
    /// <exception cref="SegmentDataException">They hold signed bytes, and the virtual raster does not say so.</exception>
    public static void Check(string path, DatasetHandle dataset)
    {
        var driver = GdalApi.Text(GdalApi.GDALGetDriverShortName(GdalApi.GDALGetDatasetDriver(dataset)));
        if (driver != "VRT" || !BandTraits.HoldsPlainBytes(dataset))
        {
            return;
        }

        using var list = GdalApi.GDALGetFileList(dataset);
        foreach (var file in list.Read().Skip(1).Take(MostFiles))
        {
            using var errors = GdalErrors.Begin();
            using var source = GdalApi.GDALOpenEx(file, OpenRaster, 0, 0, 0);
            if (!source.IsInvalid && BandTraits.HoldsSignedBytes(source))
            {
                throw new SegmentDataException(
                    $"'{path}' is a virtual raster over signed bytes ('{file}') and hands them on as 0-255, so that -1 becomes 255. Make it "
                        + "with GDAL 3.7 or newer, or copy the files into one raster first: gdal_merge.py -o scene.tif, or "
                        + "gdal_translate -ot Int16 for each."
                );
            }
        }
    }
}
