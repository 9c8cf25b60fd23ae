using Segment.Raster.Chips;

namespace Segment.Raster.Tests.Chips;

public sealed class ChipTextTests
{
    [Fact]
    public void The_list_of_chips_has_backslashes_a_space_at_the_end_and_crlf() =>
        Assert.Equal(
            "images\\000000000.tif  labels\\000000000.tif \r\nimages\\000000001.tif  labels\\000000001.tif \r\n",
            ChipMap.Write([Line(0), Line(1)])
        );

    [Fact]
    public void A_list_is_read_with_either_slash_gaps_and_a_second_image()
    {
        var pairs = ChipMap.Parse(
            "\uFEFFimages\\000000019.tif  labels\\000000019.tif \r\n"
                + "images/000000000001.tif labels/000000000001.tif\n"
                + "\r\n"
                + "images\\a b.tif  labels\\a b.tif  images2\\a b.tif \r\n"
                + "images\\000000019.tif  labels\\000000019.tif \r\n",
            out var badLine
        );

        Assert.Null(badLine);
        Assert.Equal(
            [
                ("images/000000019.tif", "labels/000000019.tif"),
                ("images/000000000001.tif", "labels/000000000001.tif"),
                ("images/a b.tif", "labels/a b.tif"),
            ],
            pairs
        );
    }

    [Fact]
    public void A_line_without_image_and_label_is_given_back()
    {
        _ = ChipMap.Parse("images\\1.tif\r\nhello", out var badLine);
        Assert.Equal("images\\1.tif", badLine);
    }

    [Fact]
    public void The_statistics_have_the_columns_of_arcgis()
    {
        // The counts of a real export of two classes in 3382 chips of 400 px.
        var statistics = new ChipStatistics(
            [new LandCoverClass(1, "1", default), new LandCoverClass(2, "2", default)],
            ["Red", "Green", "Blue"]
        );
        statistics.AddLabels([160000, 0]);
        statistics.AddLabels([96568, 63432]);

        Assert.Equal(
            "images = 2 *3*400*400\r\n"
                + "classes = 2\r\n"
                + "classes per image = [min = 1, mean = 1.50, max = 2]\r\n"
                + "cls name              cls value     images   pixels      min size   mean size    max size\r\n"
                + "1                             1          2     256568    96568.00   128284.00   160000.00\r\n"
                + "2                             2          1      63432        0.00    31716.00    63432.00\r\n",
            StatsText.Write(statistics, 400, 400)
        );
    }

    [Fact]
    public void Band_statistics_do_not_depend_on_how_samples_are_split() =>
        Gen.Float[-1000, 1000]
            .List[1, 200]
            .Sample(samples =>
            {
                var whole = new BandStatistics();
                whole.Add([.. samples]);
                var parts = new BandStatistics();
                foreach (var part in samples.Chunk(7))
                {
                    parts.Add([.. part, float.NaN, float.PositiveInfinity]);
                }

                var mean = samples.Average(s => (double)s);
                Assert.Equal(samples.Count, parts.Count);
                Assert.Equal((whole.Min, whole.Max), (parts.Min, parts.Max));
                Assert.Equal(mean, parts.Mean, 1e-6);
                Assert.Equal(Math.Sqrt(samples.Average(s => (s - mean) * (s - mean))), parts.StandardDeviation, 1e-6);
            });

    [Theory]
    [InlineData(64, 64, 32, new[] { 0 })]
    [InlineData(70, 64, 32, new[] { 0, 6 })]
    [InlineData(128, 64, 32, new[] { 0, 32, 64 })]
    [InlineData(10, 4, 4, new[] { 0, 4, 6 })]
    public void Tiles_end_with_the_scene(int length, int tile, int stride, int[] expected) =>
        Assert.Equal(expected, TileGrid.Starts(length, tile, stride));

    private static string[] Line(int number) =>
        [$"images\\{ChipLayout.ChipName(number)}.tif", $"labels\\{ChipLayout.ChipName(number)}.tif"];
}
