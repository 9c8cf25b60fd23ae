namespace Segment.Raster.Tests;

public sealed class SceneYearTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/data/S2A_MSIL2A_20230114T162631_N0509_R040_T16QCE_20230114T203058.tif", 2023)]
    [InlineData("LC09_L2SP_019048_20221231_20230102_02_T1_SR_B4.TIF", 2022)]
    [InlineData("mosaic_2023-01-14.tif", 2023)]
    [InlineData("mosaic_20221231_20230102.tif", null)]
    [InlineData("belize_2023.tif", null)]
    [InlineData("tile_12345678.tif", null)]
    [InlineData("scene_20991231.tif", null)]
    [InlineData("scene_120230114.tif", null)]
    [InlineData("/data/20230114/scene.tif", null)]
    public void A_year_is_taken_only_where_it_is_surely_told(string path, int? expected) =>
        Assert.Equal(expected, SceneYear.Of(null, path, Now));

    [Fact]
    public void What_the_file_tells_counts_before_its_name() =>
        Assert.Equal(2019, SceneYear.Of(new DateTimeOffset(2019, 5, 1, 0, 0, 0, TimeSpan.Zero), "a_20230114.tif", Now));
}
