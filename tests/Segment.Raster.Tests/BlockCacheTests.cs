using Segment.Raster.Interop;

namespace Segment.Raster.Tests;

public sealed class BlockCacheTests
{
    [Theory]
    [InlineData(10_000, 256, (512 + 512) * 1000 * 2)]
    [InlineData(100, 1, (100 + 2) * 1000 * 2)]
    [InlineData(10_000_000, 100_000, 256 << 20)]
    public void Room_is_for_a_tall_window_of_all_bands_and_does_not_grow_with_the_height(
        int height,
        int blockHeight,
        long bytes
    )
    {
        var band = new RasterBand("a", PixelType.UInt8, null, blockHeight, 256);

        Assert.Equal(bytes, BlockCache.BytesFor(new GridGeometry(height, 1000, null, string.Empty), [band, band]));
    }

    [Fact]
    public void The_cache_is_small_unless_the_user_decides()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("GDAL_CACHEMAX") is not null, "GDAL_CACHEMAX is set.");
        GdalLibrary.EnsureReady();

        Assert.InRange(GdalApi.GDALGetCacheMax64(), 64L << 20, 1L << 30);
    }
}
