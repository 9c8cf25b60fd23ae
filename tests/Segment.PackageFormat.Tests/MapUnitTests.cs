namespace Segment.PackageFormat.Tests;

public sealed class MapUnitTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("LOCAL_CS[\"unknown\"]", 1)]
    [InlineData(
        "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.3]],UNIT[\"degree\",0.0174532925199433]]",
        111319.490793
    )]
    [InlineData(
        "GEOGCRS[\"WGS 84\",ENSEMBLE[\"x\",ELLIPSOID[\"WGS 84\",6378137,298.3,LENGTHUNIT[\"metre\",1]]],ANGLEUNIT[\"degree\",0.0174532925199433]]",
        111319.490793
    )]
    [InlineData(
        "PROJCS[\"NAD83 / Texas\",GEOGCS[\"NAD83\",UNIT[\"degree\",0.0174532925199433]],UNIT[\"US survey foot\",0.304800609601219,AUTHORITY[\"EPSG\",\"9003\"]],AXIS[\"X\",EAST]]",
        0.304800609601219
    )]
    [InlineData(
        "PROJCRS[\"UTM\",BASEGEOGCRS[\"x\",PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\",0.0174532925199433]]],CS[Cartesian,2],AXIS[\"(E)\",east,LENGTHUNIT[\"kilometre\",1000]],USAGE[SCOPE[\"x\"]]]",
        1000
    )]
    [InlineData("PROJCRS[\"odd\",PARAMETER[\"lat\",0,ANGLEUNIT[\"degree\",0.0174532925199433]]]", 1)]
    [InlineData("PROJCS[\"broken\",UNIT[", 1)]
    [InlineData("PROJCS[\"broken\",UNIT[\"metre\",0]]", 1)]
    public void The_unit_is_the_last_one_of_length(string wkt, double metres) =>
        Assert.Equal(metres, MapUnit.Metres(wkt), 5);

    [Fact]
    public void The_sample_is_in_metres() => Assert.Equal(1, MapUnit.Metres(Samples.Utm));
}
