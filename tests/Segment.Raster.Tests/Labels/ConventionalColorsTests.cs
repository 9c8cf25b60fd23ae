using Segment.Raster.Labels;

namespace Segment.Raster.Tests.Labels;

public sealed class ConventionalColorsTests
{
    [Theory]
    [InlineData("Open water", "#0064c8")]
    [InlineData("Built-up", "#fa0000")]
    [InlineData("mangrove forest", "#00cf75")]
    [InlineData("Forest", "#006400")]
    public void A_common_land_cover_gets_the_colour_that_map_readers_expect(string name, string color) =>
        Assert.Equal(color, ConventionalColors.For([name])[0].ToString());

    [Fact]
    public void A_word_within_another_word_does_not_count() =>
        Assert.Equal(ClassPalette.At(0), ConventionalColors.For(["Seasonal"])[0]);

    [Fact]
    public void Two_classes_never_share_a_conventional_colour()
    {
        var colors = ConventionalColors.For(["forest young", "forest old", "roof", "urban"]);

        Assert.Equal(4, colors.Distinct().Count());
    }
}
