using Segment.Raster.Labels;

namespace Segment.Raster.Tests.Labels;

public sealed class VectorLabelTests : IDisposable
{
    private static readonly GridGeometry Scene = new(20, 30, TestRaster.NorthUp, TestRaster.Epsg(32615));

    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_pixel_belongs_to_the_polygon_that_covers_its_centre()
    {
        // From column 2.4 to 5.6: the centres 2.5, 3.5, 4.5, 5.5 are inside; from row 1.6 to 3.4: 2.5 only.
        using var labels = Open(TestVector.Feature("\"c\":7", TestVector.Pixels(1.6, 2.4, 1.8, 3.2)));

        Assert.Equal([(2, 2), (2, 3), (2, 4), (2, 5)], Labelled(labels).Keys.Order());
        Assert.Equal(7, Assert.Single(labels.Classes).Value);
        Assert.Equal(1, labels.Features[0].Count);
        Assert.Equal(1.8 * 3.2 * 900, labels.Features[0].Area, 1e-3);
    }

    [Fact]
    public void Later_features_overwrite_earlier_ones()
    {
        using var labels = Open(
            TestVector.Feature("\"c\":1", TestVector.Pixels(0, 0, 4, 4)),
            TestVector.Feature("\"c\":5", TestVector.Pixels(2, 2, 4, 4)),
            TestVector.Feature("\"c\":1", TestVector.Pixels(3, 3, 1, 1))
        );

        var found = Labelled(labels);
        Assert.Equal((0, 1, 0), (found[(1, 1)], found[(2, 2)], found[(3, 3)]));
        Assert.Equal([1, 5], labels.Classes.Select(c => c.Value));
        Assert.Equal(4, labels.FindOverlaps()!.Pixels);
    }

    [Fact]
    public void Each_feature_can_be_looked_at_by_itself()
    {
        using var labels = Open(
            TestVector.Feature("\"c\":1", TestVector.Pixels(0, 0, 4, 4)),
            TestVector.Feature("\"c\":5", TestVector.Pixels(1, 1, 8, 8))
        );

        var (first, covered) = (labels.Drawings[0], new byte[16]);
        labels.ReadFeature(0, new PixelWindow(0, 0, 4, 4), covered);

        Assert.Equal((0, 0, true), (first.Number, first.ClassIndex, first.IsArea));
        Assert.Equal(16, first.AreaPixels, 1e-6);
        Assert.All(covered, c => Assert.Equal(0, c));
        Assert.Equal(1, labels.Drawings[1].ClassIndex);
    }

    [Fact]
    public void Points_label_the_pixel_that_holds_them()
    {
        using var labels = Open(
            TestVector.Feature("\"c\":3", "{\"type\":\"Point\",\"coordinates\":[500000.1,4399999.9]}"),
            TestVector.Feature("\"c\":3", "{\"type\":\"Point\",\"coordinates\":[500890,4399410]}")
        );

        Assert.Equal([(0, 0), (19, 29)], Labelled(labels).Keys.Order());
    }

    [Fact]
    public void Any_window_reads_what_the_whole_scene_reads()
    {
        var edge = Gen.Double[-5, 35];
        var shapes = Gen.Select(edge, edge, edge, edge, edge, edge, Gen.Int[1, 4]).List[1, 12];
        var windows = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 29], Gen.Int[1, 20], Gen.Int[1, 30]).List[1, 8];
        Gen.Select(shapes, windows).Sample((s, w) => CompareWindows(s, w), iter: 60);
    }

    [Fact]
    public void A_geographic_layer_is_reprojected_and_says_so()
    {
        // Zone 15 has its centre at 93° W, where x is 500000; 0.001° are 85.7 m there.
        const double West = -93.0;
        const double Step = 0.001;
        using var labels = Open(
            4326,
            TestVector.Feature(
                "\"c\":1",
                TestVector.Polygon((West, 39.7), (West + Step, 39.7), (West + Step, 39.8), (West, 39.8))
            )
        );

        Assert.Contains(
            "The labels are reprojected from WGS 84 (EPSG:4326) to the scene's WGS 84 / UTM zone 15N (EPSG:32615).",
            notices
        );
        var found = Labelled(labels);
        Assert.Equal(20 * 3, found.Count);
        Assert.All(found.Keys, p => Assert.InRange(p.Column, 0, 2));
    }

    [Fact]
    public void Text_classes_are_numbered_in_alphabetical_order()
    {
        using var labels = Open(
            TestVector.Feature("\"c\":\"water\"", TestVector.Pixels(0, 0, 2, 2)),
            TestVector.Feature("\"c\":\"forest\"", TestVector.Pixels(4, 4, 2, 2))
        );

        Assert.Equal([(1, "forest"), (2, "water")], labels.Classes.Select(c => (c.Value, c.Name)));
        Assert.Equal(1, Labelled(labels)[(0, 0)]);
        Assert.Contains(
            "The field 'c' holds text, so the classes are numbered in alphabetical order: 1 = forest, 2 = water.",
            notices
        );
    }

    [Fact]
    public void Text_classes_take_the_number_that_goes_with_them()
    {
        using var labels = Open(
            TestVector.Feature("\"c\":\"water\",\"code\":40,\"no\":1", TestVector.Pixels(0, 0, 2, 2)),
            TestVector.Feature("\"c\":\"forest\",\"code\":20,\"no\":2", TestVector.Pixels(4, 4, 2, 2)),
            TestVector.Feature("\"c\":\"forest\",\"code\":20,\"no\":3", TestVector.Pixels(8, 8, 2, 2))
        );

        Assert.Equal([(20, "forest"), (40, "water")], labels.Classes.Select(c => (c.Value, c.Name)));
        Assert.Contains("The class values come from the field 'code'.", notices);
    }

    [Fact]
    public void Names_and_colours_come_from_fields_beside_the_value()
    {
        using var labels = Open(
            TestVector.Feature(
                "\"c\":2,\"class_name\":\"water\",\"colour\":\"#0000ff\"",
                TestVector.Pixels(0, 0, 2, 2)
            ),
            TestVector.Feature("\"c\":1,\"class_name\":\"wood\",\"colour\":null", TestVector.Pixels(4, 4, 2, 2)),
            TestVector.Feature("\"c\":2,\"class_name\":\"water\"", TestVector.Pixels(8, 4, 2, 2))
        );

        Assert.Equal(["wood", "water"], labels.Classes.Select(c => c.Name));
        Assert.Equal(new ClassColor(0, 0, 255), labels.Classes[1].Color);
        Assert.NotEqual(labels.Classes[0].Color, labels.Classes[1].Color);
    }

    [Fact]
    public void Another_coding_of_the_classes_names_none()
    {
        using var labels = Open(
            TestVector.Feature("\"c\":1,\"other_class\":\"5\"", TestVector.Pixels(0, 0, 2, 2)),
            TestVector.Feature("\"c\":2,\"other_class\":\"7\"", TestVector.Pixels(4, 0, 2, 2)),
            TestVector.Feature("\"c\":2,\"other_class\":\"7\"", TestVector.Pixels(8, 0, 2, 2))
        );

        Assert.Equal(["1", "2"], labels.Classes.Select(c => c.Name));
    }

    [Fact]
    public void A_name_that_two_values_share_names_neither()
    {
        using var labels = Open(
            TestVector.Feature("\"c\":1,\"class_name\":\"urban\"", TestVector.Pixels(0, 0, 2, 2)),
            TestVector.Feature("\"c\":2,\"class_name\":\"urban\"", TestVector.Pixels(4, 4, 2, 2))
        );

        Assert.Equal(["1", "2"], labels.Classes.Select(c => c.Name));
    }

    [Fact]
    public void Real_numbers_without_fraction_and_texts_of_digits_are_values()
    {
        using var real = Open(
            TestVector.Feature("\"c\":3.0", TestVector.Pixels(0, 0, 2, 2)),
            TestVector.Feature("\"c\":1.0", TestVector.Pixels(4, 4, 2, 2))
        );
        using var text = Open(
            TestVector.Feature("\"c\":\"255\"", TestVector.Pixels(0, 0, 2, 2)),
            TestVector.Feature("\"c\":\" 07\"", TestVector.Pixels(4, 4, 2, 2))
        );

        Assert.Equal([1, 3], real.Classes.Select(c => c.Value));
        Assert.Equal([7, 255], text.Classes.Select(c => c.Value));
    }

    [Fact]
    public void Features_without_class_or_geometry_and_lines_are_left_out_and_counted()
    {
        using var labels = Open(
            TestVector.Feature("\"c\":1", TestVector.Pixels(0, 0, 2, 2)),
            TestVector.Feature("\"c\":null", TestVector.Pixels(0, 0, 2, 2)),
            TestVector.Feature("\"c\":2", "null"),
            TestVector.Feature("\"c\":2", "{\"type\":\"Polygon\",\"coordinates\":[]}"),
            TestVector.Feature(
                "\"c\":2",
                "{\"type\":\"LineString\",\"coordinates\":[[500000,4400000],[500100,4399900]]}"
            )
        );

        Assert.Equal(1, Assert.Single(labels.Classes).Value);
        Assert.Contains(
            "4 of 5 features of layer 'labels' are left out: 1 without a class in the field 'c', 2 without a geometry, 1 that are "
                + "neither polygons nor points.",
            notices
        );
    }

    [Fact]
    public void Labels_without_reference_system_fit_a_scene_without_one()
    {
        var grid = new GridGeometry(20, 30, null, "");
        var path = TestVector.Csv(folder["p.csv"], ("a", "POLYGON((2 1,5 1,5 3,2 3,2 1))"));
        using var down = LabelSource.Open(path, Field("class"), grid, notices.Add);
        var up = TestVector.Csv(folder["n.csv"], ("a", "POLYGON((2 -1,5 -1,5 -3,2 -3,2 -1))"));
        using var negative = LabelSource.Open(up, Field("class"), grid);

        Assert.Equal([(1, 2), (1, 3), (1, 4), (2, 2), (2, 3), (2, 4)], Labelled(down).Keys.Order());
        Assert.Equal(Labelled(down).Keys.Order(), Labelled(negative).Keys.Order());
        Assert.Contains(
            "Scene and labels have no coordinate reference system: the labels' x is taken as the scene's column, y as its row.",
            notices
        );
    }

    private static void CompareWindows(
        List<(double, double, double, double, double, double, int)> shapes,
        List<(int, int, int, int)> windows
    )
    {
        using var own = new TestFolder();
        var features = shapes.Select(s =>
            TestVector.Feature(
                $"\"c\":{s.Item7}",
                TestVector.Polygon(Place(s.Item1, s.Item2), Place(s.Item3, s.Item4), Place(s.Item5, s.Item6))
            )
        );
        var corner = TestVector.Feature("\"c\":1", TestVector.Pixels(0, 0, 1, 1));
        var path = TestVector.GeoJson(own["a.geojson"], features.Append(corner));
        using var labels = LabelSource.Open(path, Field("c"), Scene);
        var whole = Read(labels, Scene.Extent);
        foreach (var (row, column, height, width) in windows)
        {
            var window = new PixelWindow(row, column, height, width).Intersect(Scene.Extent);
            var part = Read(labels, window);
            for (var i = 0; i < part.Length; i++)
            {
                var (r, c) = (window.Row + (i / window.Width), window.Column + (i % window.Width));
                Assert.Equal(whole[(r * Scene.Width) + c], part[i]);
            }
        }
    }

    private static (double X, double Y) Place(double column, double row) =>
        (TestRaster.NorthUp.OriginX + (30 * column), TestRaster.NorthUp.OriginY - (30 * row));

    private static byte[] Read(LabelSource labels, PixelWindow window)
    {
        var pixels = new byte[window.Area];
        labels.Read(window, pixels);
        return pixels;
    }

    private static Dictionary<(int Row, int Column), int> Labelled(LabelSource labels) =>
        Read(labels, Scene.Extent)
            .Select((value, i) => (Value: value, Row: i / Scene.Width, Column: i % Scene.Width))
            .Where(p => p.Value != LabelSource.Ignore)
            .ToDictionary(p => (p.Row, p.Column), p => (int)p.Value);

    private static LabelOptions Field(string name) => new() { ClassValueField = name };

    private LabelSource Open(params string[] features) => Open(32615, features);

    private LabelSource Open(int epsg, params string[] features) =>
        LabelSource.Open(TestVector.GeoJson(folder["labels.geojson"], features, epsg), Field("c"), Scene, notices.Add);
}
