using Segment.PackageFormat;
using Segment.Raster.Chips.Formats;
using Segment.Raster.Interop;

namespace Segment.Raster.Chips.Export;

/// <summary>Writes a chip in another format than TIFF: GDAL copies a TIFF that lies in memory.</summary>
internal static class ChipCopy
{
    private const uint OpenRaster = 0x02;
    private const uint VerboseError = 0x40;

    /// <summary>Writes a file, and beside it what its format cannot hold (reference system, NoData values, mask).</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its format.</param>
    /// <param name="tiff">The chip as a TIFF.</param>
    /// <param name="sideFile">The TIFF's <c>.aux.xml</c>, or null.</param>
    /// <param name="mask">The TIFF's <c>.msk</c>, or empty.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path,
        ImageChipFormat format,
        ReadOnlySpan<byte> tiff,
        byte[]? sideFile,
        ReadOnlySpan<byte> mask
    )
    {
        var source = $"/vsimem/chip-{Guid.NewGuid():N}.tif";
        using var main = new MemoryFile(source, tiff);
        using var side = sideFile is null ? null : new MemoryFile($"{source}.aux.xml", sideFile);
        using var masked = mask.IsEmpty ? null : new MemoryFile($"{source}.msk", mask);
        using var errors = GdalErrors.Begin();
        using var opened = GdalApi.GDALOpenEx(source, OpenRaster | VerboseError, 0, 0, 0);
        using var options = new StringListHandle(format.Options);
        using var copy = opened.IsInvalid
            ? new DatasetHandle()
            : GdalApi.GDALCreateCopy(GdalApi.GDALGetDriverByName(format.Driver), path, opened, 0, options, 0, 0);
        var failure = copy.IsInvalid ? errors.Text : copy.CloseAndReport();
        if (failure is not null)
        {
            throw new SegmentOutputException(
                $"GDAL could not write the chip '{path}' as {format.Name}: {failure}. Check that gdalinfo --formats lists {format.Driver}, "
                    + "or give --image-chip-format TIFF."
            );
        }
    }
}
