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

        MapPicture.Write(scene, folder["a.tif"], folder["a.png"], maxSide: 40);
        MapPicture.Write(scene, folder["a.tif"], folder["large.png"], maxSide: 100);

        using var picture = RasterSource.Open(folder["a.png"]);
        Assert.Equal((30, 40 + 8 + 40, 3), (picture.Height, picture.Width, picture.Bands.Count));
        using var large = RasterSource.Open(folder["large.png"]);
        Assert.Equal((60, 80 + 8 + 80), (large.Height, large.Width));
        var row = new float[3 * 88];
        picture.Read(new PixelWindow(4, 0, 1, 88), [0, 1, 2], row);

        // Row 4 begins with class 160 % 3 = 1, Forest, which is drawn as (40, 100, 215).
        Assert.Equal([255, 255, 40], [row[40], row[47], row[48]]);
        Assert.Equal([100, 215], [row[88 + 48], row[176 + 48]]);
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
