using Segment.Raster.Labels;

namespace Segment.Raster.Tests.Labels;

/// <summary>What polygons mean: outlines that are wrong, values that mean ignore, layers that are classes, pixels that are
/// touched.</summary>
public sealed class LabelMeaningTests : IDisposable
{
    private static readonly GridGeometry Scene = new(20, 30, TestRaster.NorthUp, TestRaster.Epsg(32615));
    private static readonly GridGeometry PixelScene = new(20, 30, null, "");

    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rings_that_cross_themselves_are_mended_and_counted()
    {
        // A bow tie of two triangles: 4 columns wide, the crossing in the middle.
        using var labels = Pixels(
            ("a", "POLYGON((2 2,6 6,6 2,2 6,2 2))"),
            ("b", "POLYGON((10 10,12 10,12 12,10 12,10 10))")
        );

        Assert.Equal(8, labels.Features[0].Area);
        Assert.Equal(2, labels.Features.Sum(f => f.Count));
        Assert.Matches(
            "^1 of 2 features have invalid outlines, such as rings that cross themselves, and are mended: all area that a ring "
                + "encloses counts \\(the first: Self-intersection at or near point 4 4\\)\\.$",
            notices[^2]
        );
    }

    [Fact]
    public void Parts_that_overlap_leave_no_hole()
    {
        using var labels = Pixels(("a", "MULTIPOLYGON(((1 1,5 1,5 5,1 5,1 1)),((3 3,8 3,8 8,3 8,3 3)))"));

        Assert.Equal(16 + 25 - 4, labels.Features[0].Area);
        Assert.Equal(16 + 25 - 4, Read(labels, PixelScene.Extent).Count(i => i == 0));
    }

    [Fact]
    public void Outlines_without_area_and_the_lines_of_a_collection_label_nothing()
    {
        using var labels = Pixels(
            ("a", "POLYGON((1 1,5 5,9 9,1 1))"),
            ("a", "GEOMETRYCOLLECTION(LINESTRING(0 15,29 15),POLYGON((2 2,4 2,4 4,2 4,2 2)))"),
            ("a", "GEOMETRYCOLLECTION(LINESTRING(0 15,29 15))")
        );

        Assert.Equal(4, Read(labels, PixelScene.Extent).Count(i => i == 0));
        Assert.Contains(
            "2 of 3 features of layer 'l' are left out: 1 that are neither polygons nor points, 1 whose outlines enclose no area.",
            notices
        );
    }

    [Fact]
    public void A_value_to_ignore_is_no_class_and_takes_the_label_from_pixels_beneath_it()
    {
        var options = new LabelOptions { ClassValueField = "c", IgnoreValue = 255 };
        using var labels = Open(
            options,
            TestVector.Feature("\"c\":\"0\"", TestVector.Pixels(0, 0, 4, 4)),
            TestVector.Feature("\"c\":\"255\"", TestVector.Pixels(2, 2, 4, 4)),
            TestVector.Feature("\"c\":\"7\"", TestVector.Pixels(3, 3, 1, 1))
        );

        Assert.Equal([0, 7], labels.Classes.Select(c => c.Value));
        Assert.Equal([0, 255, 1], new[] { (1, 1), (2, 2), (3, 3) }.Select(p => At(labels, p.Item1, p.Item2)));
        Assert.Equal(1, LabelOverlaps.Find((VectorLabels)labels).Pixels);
        Assert.Contains(
            "Features of the value 255 mean ignore (1 of 3): they take the label from the pixels that they cover.",
            notices
        );
        using var none = Open(
            options with
            {
                IgnoreValue = 9,
            },
            TestVector.Feature("\"c\":1", TestVector.Pixels(0, 0, 4, 4))
        );
        Assert.Contains("No feature has the value 9 that --ignore-value names.", notices);
        var e = Assert.Throws<SegmentDataException>(() =>
            Open(options, TestVector.Feature("\"c\":255", TestVector.Pixels(0, 0, 4, 4)))
        );
        Assert.Equal(
            "The field 'c' of layer 'labels' has the value 255 only, which is the one to ignore. Give another --ignore-value, or none.",
            e.Message
        );
        Assert.Equal(
            "--ignore-value is 70000: give a class value from 0 to 65535.",
            Assert.Single((options with { IgnoreValue = 70000 }).Problems())
        );
    }

    [Fact]
    public void Every_touched_pixel_is_labelled_on_request()
    {
        var options = new LabelOptions { ClassValueField = "c", AllTouched = true };
        using var labels = Open(options, TestVector.Feature("\"c\":7", TestVector.Pixels(1.6, 2.4, 1.8, 3.2)));

        // Rows 1.6 to 3.4 and columns 2.4 to 5.6 touch 3 rows and 4 columns.
        Assert.Equal(12, Read(labels, Scene.Extent).Count(i => i == 0));
        Assert.Equal((255, 0, 0, 255), (At(labels, 0, 2), At(labels, 1, 2), At(labels, 3, 5), At(labels, 3, 6)));
        Assert.Equal(0, Window(labels, new PixelWindow(3, 5, 1, 1))[0]);
    }

    [Fact]
    public void Texts_of_real_numbers_are_the_values_they_mean()
    {
        using var labels = Pixels(
            ("11.0", "POLYGON((1 1,5 1,5 5,1 5,1 1))"),
            ("011", "POLYGON((8 8,9 8,9 9,8 9,8 8))"),
            ("95.00", "POLYGON((10 1,12 1,12 5,10 5,10 1))")
        );

        Assert.Equal([11, 95], labels.Classes.Select(c => c.Value));
        Assert.Equal([2, 1], labels.Features.Select(f => f.Count));
    }

    [Fact]
    public void Layers_that_are_alike_and_have_no_class_field_are_classes()
    {
        var path = TwoLayers("id");
        using var labels = LabelSource.Open(path, new LabelOptions(), PixelScene, notices.Add);

        Assert.Equal([(1, "forest"), (2, "water")], labels.Classes.Select(c => (c.Value, c.Name)));
        Assert.Equal([1, 1], labels.Features.Select(f => f.Count));
        Assert.Equal((0, 1), (At(labels, 1, 2), At(labels, 1, 7)));
        Assert.Equal(
            [
                "Scene and labels have no coordinate reference system: the labels' x is taken as the scene's column, y as its row.",
                "Each of the 2 layers is a class, numbered in alphabetical order: 1 = forest, 2 = water.",
            ],
            notices
        );
        var e = Assert.Throws<SegmentDataException>(() =>
            LabelSource.Open(TwoLayers("value"), new LabelOptions(), PixelScene)
        );
        Assert.Contains("has 2 layers; choose one with --layer: ", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cls_forest_smpls,cls_grass_smpls", "forest,grass")]
    [InlineData("wood,wood_old", "wood,wood old")]
    [InlineData("tall wood,low wood", "tall,low")]
    [InlineData("a_x_a,a_y_a,a_a_a", "x,y,a")]
    [InlineData("forest,water", "forest,water")]
    public void Names_of_layers_lose_what_they_share(string names, string expected) =>
        Assert.Equal(expected.Split(','), LabelLayers.Distinctive(names.Split(',')));

    [Fact]
    public void Overlaps_are_told_with_their_area_and_their_classes()
    {
        using var labels = Open(
            new LabelOptions { ClassValueField = "c" },
            TestVector.Feature("\"c\":1", TestVector.Pixels(0, 0, 4, 4)),
            TestVector.Feature("\"c\":2", TestVector.Pixels(2, 2, 4, 4)),
            TestVector.Feature("\"c\":3", TestVector.Pixels(3, 3, 1, 1))
        );

        Assert.Equal("4 pixels (0.36 ha: 1 and 2 4, 1 and 3 1)", LabelOverlaps.Find((VectorLabels)labels).ToString());
    }

    [Fact]
    public void A_label_raster_with_its_rows_the_other_way_lies_on_the_same_ground()
    {
        var small = Scene with { Height = 3, Width = 2 };
        var grid = new TestRaster(1, 3, 2) { CrsWkt = Scene.CrsWkt };
        var upside = grid with { Transform = new GeoTransform(500000, 30, 0, 4400000 - 90, 0, 30) };
        using var labels = LabelSource.Open(
            upside.Write(folder["up.tif"], [5, 6, 3, 4, 1, 2]),
            new LabelOptions(),
            small
        );

        Assert.Equal([0, 1, 2, 3, 4, 5], Window(labels, small.Extent));
        Assert.Equal([2, 3], Window(labels, new PixelWindow(1, 0, 1, 2)));

        // The other way round, and as a part of the scene.
        var southUp = small with
        {
            Height = 5,
            Transform = new GeoTransform(500000, 30, 0, 4400000 - 120, 0, 30),
        };
        using var part = LabelSource.Open(
            grid.Write(folder["down.tif"], [1, 2, 3, 4, 5, 6]),
            new LabelOptions(),
            southUp
        );
        Assert.Equal([255, 255, 4, 5, 2, 3, 0, 1, 255, 255], Window(part, southUp.Extent));
    }

    [Fact]
    public void A_value_to_ignore_in_a_label_raster_is_no_label_and_zero_is_a_class_then()
    {
        var grid = new TestRaster(1, 1, 4) { CrsWkt = Scene.CrsWkt };
        var path = grid.Write(folder["l.tif"], [0, 1, 255, 0]);
        using var labels = LabelSource.Open(path, new LabelOptions { IgnoreValue = 255 }, Scene, notices.Add);

        Assert.Equal([0, 1], labels.Classes.Select(c => c.Value));
        Assert.Equal([0, 1, 255, 0, 255], Window(labels, new PixelWindow(0, 0, 1, 5)));
        Assert.Equal(
            [
                "The value 255 of the label raster is no label: --ignore-value says so.",
                "The value 0 of the label raster is a class: --ignore-value says that 255 is no label.",
            ],
            notices
        );
    }

    [Fact]
    public void A_value_that_the_raster_calls_ignore_is_no_label()
    {
        var path = new TestRaster(1, 1, 4) { CrsWkt = Scene.CrsWkt }.Write(folder["l.tif"], [0, 1, 2, 0]);
        File.WriteAllText(
            path + ".aux.xml",
            """
            <PAMDataset><PAMRasterBand band="1"><CategoryNames>
              <Category>background</Category><Category>wood</Category><Category>railway (ignore)</Category>
            </CategoryNames></PAMRasterBand></PAMDataset>
            """
        );
        using var labels = LabelSource.Open(path, new LabelOptions(), Scene, notices.Add);

        Assert.Equal(["background", "wood"], labels.Classes.Select(c => c.Name));
        Assert.Contains(
            "The value 2 of the label raster is no label: the raster calls it 'railway (ignore)'.",
            notices
        );
    }

    private static byte[] Read(LabelSource labels, PixelWindow window) => Window(labels, window);

    private static byte[] Window(LabelSource labels, PixelWindow window)
    {
        var pixels = new byte[window.Area];
        labels.Read(window, pixels);
        return pixels;
    }

    private static int At(LabelSource labels, int row, int column) =>
        Window(labels, new PixelWindow(row, column, 1, 1))[0];

    private string TwoLayers(string field)
    {
        var path = Directory.CreateDirectory(folder[field]).FullName;
        foreach (var (name, column) in new[] { ("cls_forest", 1), ("cls_water", 6) })
        {
            File.WriteAllText(
                Path.Combine(path, $"{name}.csv"),
                $"{field},WKT\n5,\"POLYGON(({column} 1,{column + 3} 1,{column + 3} 3,{column} 3,{column} 1))\"\n"
            );
        }

        return path;
    }

    private LabelSource Pixels(params (string Class, string Wkt)[] rows) =>
        LabelSource.Open(
            TestVector.Csv(folder["l.csv"], rows),
            new LabelOptions { ClassValueField = "class" },
            PixelScene,
            notices.Add
        );

    private LabelSource Open(LabelOptions options, params string[] features) =>
        LabelSource.Open(TestVector.GeoJson(folder["labels.geojson"], features), options, Scene, notices.Add);
}
