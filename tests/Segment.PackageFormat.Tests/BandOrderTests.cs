namespace Segment.PackageFormat.Tests;

public sealed class BandOrderTests
{
    [Theory]
    [InlineData("red green nir", "red green nir", BandMatch.SameNames, "0 1 2")]
    [InlineData("red green nir", "NIR Red Green", BandMatch.ByName, "1 2 0")]
    [InlineData("red green nir", "B4 B3 B8", BandMatch.OtherNames, "0 1 2")]
    [InlineData("red green nir", "Band_1 Band_2 Band_3", BandMatch.ByPosition, "0 1 2")]
    [InlineData("Band_1 Band_2 Band_3", "Band_1 Band_2 Band_3", BandMatch.ByPosition, "0 1 2")]
    [InlineData("Band_1 Band_2 Band_3", "red green nir", BandMatch.ByPosition, "0 1 2")]
    public void Bands_are_found_by_name_where_both_sides_name_them(
        string trained,
        string offered,
        BandMatch match,
        string positions
    )
    {
        var wanted = trained.Split(' ').Select((name, i) => new BandDefinition(i, name, PixelType.UInt8)).ToList();

        var found = BandOrder.Find(wanted, offered.Split(' '));

        Assert.Equal(match, found.Match);
        Assert.Equal(positions.Split(' ').Select(int.Parse), found.Positions);
    }
}
