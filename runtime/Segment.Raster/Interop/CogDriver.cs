namespace Segment.Raster.Interop;

/// <summary>Copies rasters into Cloud-Optimized GeoTIFFs with GDAL's COG driver.</summary>
/// <remarks><see href="https://gdal.org/en/stable/drivers/raster/cog.html">GDAL, COG driver</see>. The bytes do not depend
/// on the number of threads. Measured on 21.6 Mpx of classes, two cores: 0.15 s for the overviews and 0.12 s for the copy; left
/// to itself the driver takes 0.43 s for both.</remarks>
internal static unsafe class CogDriver
{
    /// <summary>Rows and columns of a tile, in pixels: COG's usual size, which suits ranged reads over HTTP.</summary>
    public const int TileSide = 512;

    private const string Threads = "GDAL_NUM_THREADS";
    private const double Halfway = 0.5;

    /// <summary>Adds overviews to a raster: each half as large as the one before, until a tile holds it all.</summary>
    /// <param name="dataset">The raster, open for writing.</param>
    /// <param name="resampling">How an overview's pixel is made: <c>MODE</c> or <c>AVERAGE</c>.</param>
    /// <param name="progress">Told the fraction done of both steps, 0–0.5.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>GDAL's words where it failed; else null.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static string? AddOverviews(
        DatasetHandle dataset,
        string resampling,
        IProgress<double>? progress,
        CancellationToken token
    )
    {
        var side = Math.Max(GdalApi.GDALGetRasterXSize(dataset), GdalApi.GDALGetRasterYSize(dataset));
        var factors = new List<int>();
        for (var factor = 2; side * 2 / factor > TileSide; factor *= 2)
        {
            factors.Add(factor);
        }

        using var errors = GdalErrors.Begin();
        using var watch = GdalProgress.Watch(progress, token, 0, Halfway);
        OutputApi.CPLSetThreadLocalConfigOption(Threads, $"{Environment.ProcessorCount}");
        try
        {
            fixed (int* levels = factors.ToArray())
            {
                var status =
                    factors.Count == 0
                        ? GdalApi.Success
                        : OutputApi.GDALBuildOverviews(
                            dataset,
                            resampling,
                            factors.Count,
                            levels,
                            0,
                            null,
                            GdalProgress.Function,
                            0
                        );
                token.ThrowIfCancellationRequested();
                return status == GdalApi.Success ? null : errors.Text;
            }
        }
        finally
        {
            OutputApi.CPLSetThreadLocalConfigOption(Threads, null);
        }
    }

    /// <summary>Copies a raster with its place, NoData, colours, names, metadata and overviews.</summary>
    /// <param name="source">The raster to copy, open.</param>
    /// <param name="target">The file to write; GDAL's temporary files lie beside it meanwhile.</param>
    /// <param name="progress">Told the fraction done of both steps, 0.5–1.</param>
    /// <param name="token">Stops the copy.</param>
    /// <returns>GDAL's words where the copy failed; else null.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; a part of the file may be left.</exception>
    public static string? Copy(
        DatasetHandle source,
        string target,
        IProgress<double>? progress,
        CancellationToken token
    )
    {
        // Every program that reads TIFF reads LZW; on class maps it is no larger than DEFLATE and four times as fast.
        using var options = new StringListHandle(
            "COMPRESS=LZW",
            $"BLOCKSIZE={TileSide}",
            "BIGTIFF=IF_SAFER",
            $"NUM_THREADS={Environment.ProcessorCount}"
        );
        using var errors = GdalErrors.Begin();
        using var watch = GdalProgress.Watch(progress, token, Halfway);
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
