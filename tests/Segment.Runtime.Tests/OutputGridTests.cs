using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Raster.Scenes;

namespace Segment.Runtime.Tests;

/// <summary>Maps on another grid than the scene's.</summary>
public sealed class OutputGridTests : IDisposable
{
    private const int Height = 60;
    private const int Width = 80;

    private readonly TestFolder folder = new();
    private readonly string scene;
    private readonly List<string> notices = [];

    public OutputGridTests()
    {
        var test = new TestScene(Height, Width);
        scene = test.Write(folder["scene.bin"], test.Samples(3, seed: 5));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_part_is_what_the_whole_map_shows_there()
    {
        // The network looks far around each pixel: a part must see the scene beyond its own border.
        var package = TestPackage.Network(folder["net.dlpk"]);
        var whole = Classify(package, new OutputGrid());
        var part = Classify(package, new OutputGrid { Extent = Extent(row: 16, column: 24, height: 21, width: 33) });

        using var map = ClassMap.Open(folder["map.tif"]);
        Assert.Equal((21, 33), (map.Grid.Height, map.Grid.Width));
        Assert.Equal(new GeoTransform(300000 + (24 * 30), 30, 0, 9100000 - (16 * 30), 0, -30), map.Grid.Transform);
        Assert.Equal(Enumerable.Range(0, 21).SelectMany(r => whole.Skip(((r + 16) * Width) + 24).Take(33)), part);
    }

    [Fact]
    public void An_extent_outside_the_scene_is_refused()
    {
        var error = Assert.Throws<SegmentDataException>(() =>
            Classify(Brightest(), new OutputGrid { Extent = "0 0 10 10" })
        );

        Assert.Equal(
            $"The extent 0 0 10 10 lies outside the scene '{scene}', which covers 300000 9098200 302400 9100000. "
                + "Give xmin ymin xmax ymax in the scene's map units.",
            error.Message
        );
        Assert.False(File.Exists(folder["map.tif"]));
    }

    [Theory]
    [InlineData(
        "no-such.tif",
        "The extent 'no-such.tif' is neither four numbers (xmin ymin xmax ymax) nor a file. Give one of the two."
    )]
    [InlineData(
        "5 0 1 1",
        "The extent '5 0 1 1' is empty: xmin must be less than xmax, and ymin less than ymax. Give xmin ymin xmax ymax."
    )]
    public void A_text_that_is_no_extent_is_refused(string extent, string message) =>
        Assert.Equal(
            message,
            Assert.Throws<SegmentDataException>(() => Classify(Brightest(), new OutputGrid { Extent = extent })).Message
        );

    [Fact]
    public void Outside_of_the_mask_is_no_data()
    {
        var whole = Classify(Brightest(), new OutputGrid());
        File.WriteAllText(folder["mask.geojson"], Polygon(row: 10, column: 20, height: 15, width: 30));
        var polygons = Classify(Brightest(), new OutputGrid { Mask = folder["mask.geojson"] });

        var test = new TestScene(Height, Width);
        var inside = Enumerable.Range(0, whole.Length).Select(Inside).ToArray();
        test.Write(folder["mask.bin"], inside);
        var raster = Classify(Brightest(), new OutputGrid { Mask = folder["mask.bin"] });

        Assert.Equal(whole.Select((c, i) => inside[i] == 1 ? c : (byte)255), polygons);
        Assert.Equal(polygons, raster);
        Assert.Contains("The mask has no NoData value: its pixels of value 0 lie outside.", notices);

        static byte Inside(int i) => (i / Width) is >= 10 and < 25 && (i % Width) is >= 20 and < 50 ? (byte)1 : (byte)0;
    }

    [Fact]
    public void A_raster_mask_on_another_grid_is_brought_on_the_scenes()
    {
        // Cells of 60 m over the same ground.
        var mask = new TestScene(Height / 2, Width / 2) { CellSize = 60 };
        var values = new byte[Height * Width / 4];
        Array.Fill(values, (byte)1, 0, Width / 2 * 10);
        mask.Write(folder["mask.bin"], values);
        var map = Classify(Brightest(), new OutputGrid { Mask = folder["mask.bin"] });

        Assert.DoesNotContain((byte)255, map[..(20 * Width)]);
        Assert.All(map[(20 * Width)..], c => Assert.Equal(255, c));
    }

    [Fact]
    public void Coarser_cells_hold_the_mean_of_those_below()
    {
        var map = Classify(Brightest(), new OutputGrid { CellSize = 60 });

        using var opened = ClassMap.Open(folder["map.tif"]);
        Assert.Equal((Height / 2, Width / 2), (opened.Grid.Height, opened.Grid.Width));
        Assert.Equal(new GeoTransform(300000, 60, 0, 9100000, 0, -60), opened.Grid.Transform);
        Assert.Contains(
            "The scene is resampled from cells of 30 × 30 to 60 × 60 map units (the mean of the cells below).",
            notices
        );
        using var source = RasterSource.Open(scene);
        var samples = new float[3 * Height * Width];
        source.Read(source.Grid.Extent, [0, 1, 2], samples);
        Assert.Equal(
            Enumerable.Range(0, map.Length).Select(i => Brightest(samples, i / (Width / 2) * 2, i % (Width / 2) * 2)),
            map
        );
    }

    [Fact]
    public void Pixels_snap_to_another_raster()
    {
        new TestScene(4, 4) { CellSize = 50 }.Write(folder["snap.bin"], new byte[16]);
        Classify(Brightest(), new OutputGrid { CellSize = 50, SnapRaster = folder["snap.bin"] });

        using var map = ClassMap.Open(folder["map.tif"]);
        Assert.Equal(new GeoTransform(300000, 50, 0, 9100000, 0, -50), map.Grid.Transform);
        Assert.Equal((36, 48), (map.Grid.Height, map.Grid.Width));
    }

    [Fact]
    public void No_cell_reaches_beyond_the_scene_by_more_than_half()
    {
        // 80 columns of 30 m are 26.67 of 90 m, 60 rows are 20; shifted by 40 m, the first whole cells begin inside.
        Classify(Brightest(), new OutputGrid { CellSize = 90 });
        using (var map = ClassMap.Open(folder["map.tif"]))
        {
            Assert.Equal((20, 27), (map.Grid.Height, map.Grid.Width));
        }

        new TestScene(4, 4) { CellSize = 40, Column = 1 }.Write(folder["snap.bin"], new byte[16]);
        Classify(Brightest(), new OutputGrid { CellSize = 90, SnapRaster = folder["snap.bin"] });
        using var snapped = ClassMap.Open(folder["map.tif"]);
        Assert.Equal(new GeoTransform(300040, 90, 0, 9100000, 0, -90), snapped.Grid.Transform);
        Assert.Equal((20, 26), (snapped.Grid.Height, snapped.Grid.Width));
    }

    [Fact]
    public void In_pixel_space_the_map_has_no_place()
    {
        Classify(Brightest(), new OutputGrid { UsePixelSpace = true, Extent = "5 6 25 16" });

        using var map = ClassMap.Open(folder["map.tif"]);
        Assert.Equal(new GridGeometry(10, 20, null, string.Empty), map.Grid);
    }

    [Fact]
    public void Cell_sizes_that_make_no_sense_are_refused()
    {
        Assert.Contains(
            "The cell size is -1; it must be a number of map units above 0.",
            Assert.Throws<SegmentDataException>(() => Classify(Brightest(), new OutputGrid { CellSize = -1 })).Message
        );
        Assert.Contains(
            "Cells of 1E-07 × 1E-07 map units make",
            Assert.Throws<SegmentDataException>(() => Classify(Brightest(), new OutputGrid { CellSize = 1e-7 })).Message
        );
    }

    private static byte Brightest(float[] samples, int row, int column)
    {
        var means = Enumerable
            .Range(0, 3)
            .Select(band => (Height * Width * band) + (row * Width) + column)
            .Select(i =>
                Math.Round(
                    (samples[i] + samples[i + 1] + samples[i + Width] + samples[i + Width + 1]) / 4,
                    MidpointRounding.AwayFromZero
                )
            )
            .ToArray();
        return (byte)Array.IndexOf(means, means.Max());
    }

    private static string Extent(int row, int column, int height, int width) =>
        $"{300000 + (30 * column)} {9100000 - (30 * (row + height))} {300000 + (30 * (column + width))} {9100000 - (30 * row)}";

    private static string Polygon(int row, int column, int height, int width)
    {
        var (left, right) = (300000 + (30 * column), 300000 + (30 * (column + width)));
        var (top, bottom) = (9100000 - (30 * row), 9100000 - (30 * (row + height)));
        return "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::32725\"}},"
            + "\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[["
            + $"{left},{top}],[{left},{bottom}],[{right},{bottom}],[{right},{top}],[{left},{top}]]]}}}}]}}";
    }

    private string Brightest() =>
        File.Exists(folder["brightest.dlpk"])
            ? folder["brightest.dlpk"]
            : TestPackage.BrightestBand(folder["brightest.dlpk"]);

    private byte[] Classify(string package, OutputGrid grid) =>
        ClassifiedMap.Classify(
            new ClassifyOptions
            {
                ModelPath = package,
                ScenePath = scene,
                OutPath = folder["map.tif"],
                OutputGrid = grid,
            },
            notices
        );
}
