using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>Makes PNG files with GDAL's PNG driver, in memory.</summary>
internal static unsafe class PngEncoder
{
    /// <summary>Packs pixels.</summary>
    /// <param name="height">Rows, in pixels.</param>
    /// <param name="width">Columns, in pixels.</param>
    /// <param name="rgb">(H, W) in grey, (H, W, 3), or (H, W, 4) with opacity.</param>
    /// <returns>The file's content.</returns>
    /// <exception cref="SegmentEnvironmentException">The PNG driver is missing or fails.</exception>
    public static byte[] Encode(int height, int width, ReadOnlySpan<byte> rgb)
    {
        GdalLibrary.EnsureReady();
        using var errors = GdalErrors.Begin();
        using var pixels = InMemory(height, width, rgb);
        using var options = new StringListHandle();
        var file = $"/vsimem/{Guid.NewGuid():N}.png";
        try
        {
            using var png = GdalApi.GDALCreateCopy(Driver("PNG"), file, pixels, 0, options, 0, 0);
            if (png.IsInvalid || png.CloseAndReport() is not null)
            {
                throw Failure(errors.Text);
            }

            var bytes = GdalApi.VSIGetMemFileBuffer(file, out var length, unlinkAndSeize: 0);
            return bytes == null
                ? throw Failure(errors.Text)
                : new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
        }
        finally
        {
            _ = GdalApi.VSIUnlink(file);
            _ = GdalApi.VSIUnlink($"{file}.aux.xml");
        }
    }

    private static DatasetHandle InMemory(int height, int width, ReadOnlySpan<byte> rgb)
    {
        using var errors = GdalErrors.Begin();
        using var options = new StringListHandle();
        var bands = rgb.Length / (height * width);
        var pixels = GdalApi.GDALCreate(Driver("MEM"), string.Empty, width, height, bands, GdalDataType.UInt8, options);
        if (pixels.IsInvalid || Fill(pixels, height, width, rgb) != GdalApi.Success)
        {
            pixels.Dispose();
            throw Failure(errors.Text);
        }

        return pixels;
    }

    private static int Fill(DatasetHandle pixels, int height, int width, ReadOnlySpan<byte> rgb)
    {
        var bands = rgb.Length / (height * width);
        fixed (byte* data = rgb)
        {
            return GdalApi.GDALDatasetRasterIOEx(
                pixels,
                RasterAccess.Write,
                0,
                0,
                width,
                height,
                data,
                width,
                height,
                GdalDataType.UInt8,
                bands,
                null,
                bands,
                (long)bands * width,
                1,
                0
            );
        }
    }

    private static nint Driver(string name)
    {
        var driver = GdalApi.GDALGetDriverByName(name);
        return driver != 0 ? driver : throw Failure($"it has no driver named {name}");
    }

    private static SegmentEnvironmentException Failure(string reason) =>
        new($"GDAL {GdalLibrary.Version} could not make a PNG picture: {reason}. Install a GDAL with the PNG driver.");
}
