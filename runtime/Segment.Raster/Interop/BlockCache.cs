using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>
/// Keeps GDAL's block cache, which all datasets of the process share, as small as the work allows: GDAL's own default
/// is 5 % of the machine's memory, and would grow with the scene until then.
/// </summary>
/// <remarks>Where the user sets <c>GDAL_CACHEMAX</c>, that stays.</remarks>
internal static class BlockCache
{
    /// <summary>Room for the blocks of rasters that ask for none.</summary>
    public const long Base = 64L << 20;

    private const long Most = 1L << 30;

    // Windows of up to this many rows stay decoded while the tiles along them are read.
    private const int WindowRows = 512;
    private const long MostForOneSource = 256L << 20;

    private static readonly Lock Gate = new();
    private static long reserved;
    private static bool userDecides;

    /// <summary>Sets the cache to its base size.</summary>
    public static void LimitAtStart()
    {
        userDecides = GdalApi.CPLGetConfigOption("GDAL_CACHEMAX", null) != 0;
        Change(0);
    }

    /// <summary>Gets the room one raster needs: all bands of the block rows that a tall window touches.</summary>
    /// <param name="grid">The raster's grid.</param>
    /// <param name="bands">Its bands.</param>
    /// <returns>Bytes.</returns>
    public static long BytesFor(GridGeometry grid, IReadOnlyList<RasterBand> bands)
    {
        var bytes = bands.Sum(band =>
            (Math.Min(grid.Height, WindowRows) + (2L * band.BlockHeight)) * grid.Width * band.Type.SizeBytes()
        );
        return Math.Min(bytes, MostForOneSource);
    }

    /// <summary>Gives (or, with a negative number, takes back) room for the blocks one open raster needs at a time.</summary>
    /// <param name="bytes">Bytes of decoded blocks.</param>
    public static void Change(long bytes)
    {
        lock (Gate)
        {
            reserved += bytes;
            if (!userDecides)
            {
                GdalApi.GDALSetCacheMax64(Math.Min(Base + reserved, Most));
            }
        }
    }
}
