using Segment.Raster;
using Segment.Runtime.Maps;

namespace Segment.Runtime.Tests;

public sealed class MapPictureTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Scene_and_map_stand_side_by_side()
    {
        var scene = new TestScene(30, 40).Write(
            folder["a.img"],
            ClassifierTests.Bands(new byte[1200].Select((_, i) => (byte)(i % 3)))
        );
        Classifier.Run(
            new ClassifyOptions
            {
                ModelPath = TestPackage.BrightestBand(folder["a.dlpk"]),
                ScenePath = scene,
                OutPath = folder["a.tif"],
                Device = InferenceDevice.Cpu,
            }
        );

        ClassTally[] tallies =
        [
            new(new LandCoverClass(1, "Sea", new ClassColor(0, 100, 255)), 400),
            new(new LandCoverClass(11, "Forest", new ClassColor(40, 100, 215)), 700),
            new(new LandCoverClass(21, "Town", new ClassColor(80, 100, 175)), 100),
        ];
        MapPicture.Write(scene, folder["a.tif"], folder["a.png"], tallies, maxSide: 40);
        MapPicture.Write(scene, folder["a.tif"], folder["large.png"], maxSide: 400);

        using var picture = RasterSource.Open(folder["a.png"]);
        using var large = RasterSource.Open(folder["large.png"]);
        Assert.Equal((400 + 8 + 400, 3), (large.Width, large.Bands.Count));
        Assert.True(large.Height > 300, "There is no legend.");
        var width = picture.Width;
        Assert.True(width > 88, "The legend's texts need more room than the small picture has.");
        var row = new float[3 * width];
        picture.Read(new PixelWindow(4, 0, 1, width), [0, 1, 2], row);

        // Row 4 begins with class 160 % 3 = 1, Forest, which is drawn as (40, 100, 215).
        Assert.Equal([255, 255, 40], [row[40], row[47], row[48]]);
        Assert.Equal([100, 215], [row[width + 48], row[(2 * width) + 48]]);
    }

    [Fact]
    public void A_legend_tells_colours_names_and_hectares()
    {
        LandCoverClass[] classes =
        [
            new(1, "Água", new ClassColor(1, 2, 250)),
            new(2, "Forest", new ClassColor(3, 140, 4)),
        ];
        var grid = new GridGeometry(100, 100, new GeoTransform(300000, 10, 0, 9100000, 0, -10), TestScene.Utm);
        var legend = MapLegend.Draw(classes, [new(classes[0], 2500), new(classes[1], 7500)], grid, width: 600);
        var bare = MapLegend.Draw(classes, [], grid, width: 600);
        var expected = new byte[legend.Rgb.Length];
        Array.Fill(expected, byte.MaxValue);
        PixelFont.Draw("Agua        25.0 ha  25.0 %", expected, legend.Width, 14, 50, 2);

        Assert.Equal((1, 2, 250), At(legend, 14, 14));
        var line = Enumerable.Range(14, 14).SelectMany(r => Enumerable.Range(50, 325).Select(c => (r, c)));
        Assert.All(
            line,
            at => Assert.Equal(expected[3 * ((at.r * legend.Width) + at.c)] == 0, At(legend, at.r, at.c).Item1 == 0)
        );
        Assert.True(Black(legend) > Black(bare) + 200);

        static (int, int, int) At(Raster.Maps.Picture picture, int row, int column)
        {
            var at = 3 * ((row * picture.Width) + column);
            return (picture.Rgb[at], picture.Rgb[at + 1], picture.Rgb[at + 2]);
        }

        static int Black(Raster.Maps.Picture picture) =>
            Enumerable.Range(0, picture.Rgb.Length / 3).Count(i => picture.Rgb[3 * i] == 0);
    }

    [Fact]
    public void A_band_that_the_scene_does_not_have_is_refused()
    {
        var scene = new TestScene(30, 40);
        var path = scene.Write(folder["a.img"], scene.Samples(3, 1));
        Classifier.Run(
            new ClassifyOptions
            {
                ModelPath = TestPackage.BrightestBand(folder["a.dlpk"]),
                ScenePath = path,
                OutPath = folder["a.tif"],
                Device = InferenceDevice.Cpu,
            }
        );

        var thrown = Assert.Throws<SegmentDataException>(() =>
            MapPicture.Write(path, folder["a.tif"], folder["a.png"], bands: (3, 1, 0))
        );

        Assert.Equal($"{path} has no band 4; it has 3 band(s). Name bands it has.", thrown.Message);
        Assert.False(File.Exists(folder["a.png"]));
    }
}
