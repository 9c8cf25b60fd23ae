using Segment.Raster.Maps;

namespace Segment.Raster.Tests.Maps;

public sealed class AbstainValueTests : IDisposable
{
    private static readonly LandCoverClass[] Classes =
    [
        new(1, "Sea", new ClassColor(0, 0, 255)),
        new(2, "Forest", new ClassColor(0, 99, 0)),
    ];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pixels_that_are_not_sure_are_NoData_unless_a_value_is_given()
    {
        Write(null);

        using var source = RasterSource.Open(folder["map.tif"]);
        Assert.Equal([1f, 2, float.NaN, float.NaN], Samples(source));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(0)]
    [InlineData(1000)]
    public void A_given_value_stands_in_the_map_but_is_no_class(int value)
    {
        Write(value);

        using (var source = RasterSource.Open(folder["map.tif"]))
        {
            Assert.Equal([1f, 2, value, float.NaN], Samples(source));
        }

        using var map = ClassMap.Open(folder["map.tif"]);
        var index = new byte[4];
        map.Read(map.Grid.Extent, index);
        Assert.Equal(["Sea", "Forest"], map.Classes.Select(c => c.Name));
        Assert.Equal<byte>([0, 1, 255, 255], index);
    }

    [Fact]
    public void A_value_that_a_class_has_is_refused() => Assert.Throws<ArgumentException>(() => Write(2));

    private void Write(int? abstainValue)
    {
        var grid = new GridGeometry(1, 4, null, "");
        using var writer = MapWriter.Create(
            folder["map.tif"],
            grid,
            Classes,
            new Dictionary<string, string>(),
            abstainValue
        );
        writer.Write(0, [0, 1, MapLayer.AbstainIndex, MapLayer.NoData]);
        writer.Complete();
    }

    private static float[] Samples(RasterSource source)
    {
        var samples = new float[4];
        source.Read(source.Grid.Extent, [0], samples);
        return samples;
    }
}
