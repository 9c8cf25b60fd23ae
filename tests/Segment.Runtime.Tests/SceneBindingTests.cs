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
    public void Other_names_are_taken_by_position()
    {
        var (bound, notices) = Bind(["red", "green", "nir"], ["B4", "B3", "B8"]);

        Assert.Equal([0, 1, 2], bound);
        Assert.Empty(notices);
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

    private (int[] Bound, List<string> Notices) Bind(string[] trained, string[] offered)
    {
        var definition = TestPackage.Definition("m.dlpk", 3, 3, new Normalization([0, 0, 0], [1, 1, 1])) with
        {
            Bands = [.. trained.Select((name, i) => new BandDefinition(i, name, PixelType.UInt8))],
        };
        var scene = new TestScene(8, 8) { BandNames = offered };
        using var source = RasterSource.Open(scene.Write(folder["s.img"], scene.Samples(3, 1)));
        var notices = new List<string>();
        return (SceneBinding.Bind(definition, source, notices.Add), notices);
    }
}
