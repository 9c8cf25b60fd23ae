using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>A window of bytes in memory that geometries are burnt into: a pixel belongs to the polygon that covers its
/// centre (or that touches it), and a point to the pixel that holds it; later geometries overwrite earlier
/// ones.</summary>
internal sealed class RasterizeTarget : IDisposable
{
    private readonly bool allTouched;
    private readonly DatasetHandle dataset;
    private readonly nint band;

    /// <summary>Makes room for a window.</summary>
    /// <param name="height">Rows, in pixels.</param>
    /// <param name="width">Columns, in pixels.</param>
    /// <param name="allTouched">Whether a polygon gets every pixel that it touches, not only those whose centre it
    /// covers.</param>
    public RasterizeTarget(int height, int width, bool allTouched = false)
    {
        (Height, Width, this.allTouched) = (height, width, allTouched);
        using var errors = GdalErrors.Begin();
        using var options = new StringListHandle();
        var driver = GdalApi.GDALGetDriverByName("MEM");
        dataset = GdalApi.GDALCreate(driver, string.Empty, width, height, 1, GdalDataType.UInt8, options);
        if (dataset.IsInvalid)
        {
            throw new SegmentEnvironmentException(
                $"There is no memory for a window of {width} × {height} pixels: {errors.Text}. Close other programs and try again."
            );
        }

        band = GdalApi.GDALGetRasterBand(dataset, 1);
    }

    /// <summary>Gets the rows, in pixels.</summary>
    public int Height { get; }

    /// <summary>Gets the columns, in pixels.</summary>
    public int Width { get; }

    /// <summary>Burns geometries and copies the window out.</summary>
    /// <param name="geometries">The geometries, in map space; burnt in this order.</param>
    /// <param name="values">What to burn, one value a geometry.</param>
    /// <param name="background">The value of pixels that no geometry covers.</param>
    /// <param name="grid">From map space to this window.</param>
    /// <param name="pixels">Height × width, row by row.</param>
    public void Burn(
        IReadOnlyList<OgrGeometryHandle> geometries,
        ReadOnlySpan<double> values,
        byte background,
        PixelMapping grid,
        Span<byte> pixels
    )
    {
        pixels = pixels[..(Height * Width)];
        if (geometries.Count == 0)
        {
            pixels.Fill(background);
            return;
        }

        using var errors = GdalErrors.Begin();
        Check(RasterizeApi.GDALFillRaster(band, background, 0), errors);
        Draw(geometries, values, grid, errors);
        CopyOut(pixels, errors);
    }

    /// <inheritdoc/>
    public void Dispose() => dataset.Dispose();

    private unsafe void Draw(
        IReadOnlyList<OgrGeometryHandle> geometries,
        ReadOnlySpan<double> values,
        PixelMapping grid,
        GdalErrors errors
    )
    {
        var pointers = new nint[geometries.Count];
        for (var index = 0; index < pointers.Length; index++)
        {
            pointers[index] = geometries[index].DangerousGetHandle();
        }

        var bandNumber = 1;
        using var options = new StringListHandle(allTouched ? ["ALL_TOUCHED=TRUE"] : []);
        fixed (nint* shapes = pointers)
        fixed (double* burn = values)
        {
            var status = RasterizeApi.GDALRasterizeGeometries(
                dataset,
                1,
                &bandNumber,
                pointers.Length,
                shapes,
                &MapToPixel,
                &grid,
                burn,
                options,
                0,
                0
            );
            GC.KeepAlive(geometries);
            Check(status, errors);
        }
    }

    private unsafe void CopyOut(Span<byte> pixels, GdalErrors errors)
    {
        fixed (byte* buffer = pixels)
        {
            var status = GdalApi.GDALRasterIOEx(
                band,
                RasterAccess.Read,
                0,
                0,
                Width,
                Height,
                buffer,
                Width,
                Height,
                GdalDataType.UInt8,
                1,
                Width,
                0
            );
            Check(status, errors);
        }
    }

    private static void Check(int status, GdalErrors errors)
    {
        if (status != GdalApi.Success)
        {
            throw new SegmentDataException($"The labels could not be drawn on the scene's grid: {errors.Text}.");
        }
    }

    // GDAL's GDALTransformerFunc; z is not used.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int MapToPixel(
        void* mapping,
        int pixelToMap,
        int count,
        double* x,
        double* y,
        double* z,
        int* succeeded
    )
    {
        for (var point = 0; point < count; point++)
        {
            (x[point], y[point]) = ((PixelMapping*)mapping)->ToPixel(x[point], y[point]);
            succeeded[point] = 1;
        }

        return pixelToMap == 0 ? 1 : 0;
    }
}
