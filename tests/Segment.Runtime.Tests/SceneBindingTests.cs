using Segment.Raster;

namespace Segment.Runtime.Tests;

public sealed class SceneBindingTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Bands_in_another_order_are_taken_by_name()
    {
        var (bound, notices) = Bind(["red", "green", "nir"], ["NIR", "Red", "Green"]);

        Assert.Equal([1, 2, 0], bound);
        Assert.Equal(
            [
                "The scene's bands come in another order than those of the training scene (NIR, Red, Green); they are taken by "
                    + "name: red, green, nir.",
            ],
            notices
        );
    }

    [Fact]
    public void Other_names_are_taken_by_position_with_a_notice()
    {
        var (bound, notices) = Bind(["red", "green", "nir"], ["B4", "B3", "B8"]);

        Assert.Equal([0, 1, 2], bound);
        Assert.Equal(
            [
                "The scene's bands are named B4, B3, B8, those of the training scene red, green, nir; they are taken by position.",
            ],
            notices
        );
    }

    [Theory]
    [InlineData("Band_1", "Band_2", "Band_3")]
    [InlineData("red", "green", "nir")]
    [InlineData("", "band 2", "3")]
    public void Bands_in_place_and_bands_without_names_are_taken_by_position(params string[] names)
    {
        var (bound, notices) = Bind(["red", "green", "nir"], names);

        Assert.Equal([0, 1, 2], bound);
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData(PixelType.UInt8, "UInt8 UInt16 UInt32 Int16 Int32")]
    [InlineData(PixelType.Int8, "Int8 Int16 Int32")]
    [InlineData(PixelType.UInt16, "UInt16 UInt32 Int32")]
    [InlineData(PixelType.Int16, "Int16 Int32")]
    [InlineData(PixelType.UInt32, "UInt32")]
    [InlineData(PixelType.Int32, "Int32")]
    [InlineData(PixelType.Float32, "Float32 Float64")]
    [InlineData(PixelType.Float64, "Float32 Float64")]
    public void A_type_stands_in_for_another_where_it_holds_its_values(PixelType trained, string holders)
    {
        var holding = Enum.GetValues<PixelType>().Where(offered => SceneBinding.Holds(trained, offered));

        Assert.Equal(holders.Split(' ').Order(), holding.Select(type => type.ToString()).Order());
    }

    [Theory]
    [InlineData(30, null)]
    [InlineData(59, null)]
    [InlineData(16, null)]
    [InlineData(
        100,
        "The scene's pixels measure 100 map units, those of the training scene 30; the network knows the land at that scale only, so expect a poor map."
    )]
    [InlineData(
        10,
        "The scene's pixels measure 10 map units, those of the training scene 30; the network knows the land at that scale only, so expect a poor map."
    )]
    public void Another_scale_is_worth_a_notice(double cellSize, string? notice)
    {
        var (_, notices) = Bind(["a", "b", "c"], ["a", "b", "c"], scene => scene with { CellSize = cellSize });

        Assert.Equal(notice is null ? [] : [notice], notices);
    }

    [Fact]
    public void A_scene_without_a_reference_system_is_worth_a_notice()
    {
        var (_, notices) = Bind(["a", "b", "c"], ["a", "b", "c"], scene => scene with { HasCrs = false });

        Assert.Equal(["The scene has no coordinate reference system; the map will have none either."], notices);
    }

    private (int[] Bound, List<string> Notices) Bind(
        string[] trained,
        string[] offered,
        Func<TestScene, TestScene>? change = null
    )
    {
        var definition = TestPackage.Definition("m.dlpk", 3, 3, new Normalization([0, 0, 0], [1, 1, 1])) with
        {
            Bands = [.. trained.Select((name, i) => new BandDefinition(i, name, PixelType.UInt8))],
        };
        var scene = new TestScene(8, 8) { BandNames = offered };
        using var source = RasterSource.Open(
            (change?.Invoke(scene) ?? scene).Write(folder["s.img"], scene.Samples(3, 1))
        );
        var notices = new List<string>();
        return (SceneBinding.Bind(definition, source, notices.Add), notices);
    }
}
