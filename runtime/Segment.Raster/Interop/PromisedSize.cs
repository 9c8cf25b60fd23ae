using System.Globalization;
using System.Text;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>Notices files that were cut short where GDAL reads zeros instead of the missing samples, without a word: the
/// formats ENVI and PCIDSK. The other uncompressed formats fail when a missing row is read.</summary>
internal static class PromisedSize
{
    private const int PciBlock = 512;
    private const int PciHeader = 32;

    /// <summary>Compares a file's size with what its header promises.</summary>
    /// <param name="path">The raster.</param>
    /// <param name="dataset">The same, open.</param>
    /// <exception cref="SegmentDataException">The file is shorter.</exception>
    public static void Check(string path, DatasetHandle dataset)
    {
        var driver = GdalApi.Text(GdalApi.GDALGetDriverShortName(GdalApi.GDALGetDatasetDriver(dataset)));
        if (driver is not ("ENVI" or "PCIDSK") || !File.Exists(path))
        {
            return;
        }

        var size = new FileInfo(path).Length;
        var promised = driver == "ENVI" ? Envi(dataset) : Pci(path);
        if (size < promised)
        {
            throw new SegmentDataException(
                $"'{path}' was cut short: its header promises {promised} bytes of samples, and the file has {size}. GDAL would read the "
                    + "missing ones as 0. Get the file anew."
            );
        }
    }

    // Samples lie one after the other behind an offset, without compression.
    private static long Envi(DatasetHandle dataset)
    {
        if (Number(dataset, "file_compression") > 0)
        {
            return 0;
        }

        var type = GdalApi.GDALGetRasterDataType(GdalApi.GDALGetRasterBand(dataset, 1));
        var pixels = (long)GdalApi.GDALGetRasterXSize(dataset) * GdalApi.GDALGetRasterYSize(dataset);
        return Number(dataset, "header_offset")
            + (pixels * GdalApi.GDALGetRasterCount(dataset) * GdalApi.GDALGetDataTypeSizeBytes(type));
    }

    private static long Number(DatasetHandle dataset, string key) =>
        long.TryParse(
            GdalApi.Text(GdalApi.GDALGetMetadataItem(dataset, key, "ENVI")),
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;

    // The file header says the file's size in blocks, as 16 digits from byte 16
    // (PCI Geomatics, PCIDSK database file description, field FH3).
    private static long Pci(string path)
    {
        Span<byte> header = stackalloc byte[PciHeader];
        using var file = File.OpenHandle(path);
        return
            RandomAccess.Read(file, header, 0) == PciHeader
            && long.TryParse(Encoding.ASCII.GetString(header[16..]), CultureInfo.InvariantCulture, out var blocks)
            ? blocks * PciBlock
            : 0;
    }
}
