using Segment.Raster.Labels;

namespace Segment.Raster.Tests.Labels;

public sealed class LabelErrorTests : IDisposable
{
    private static readonly GridGeometry Scene = new(20, 30, TestRaster.NorthUp, TestRaster.Epsg(32615));
    private static readonly GridGeometry PixelScene = new(20, 30, null, "");

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_field_lists_the_fields() =>
        Assert.Equal(
            "The layer 'l' has no field 'klass'. Choose one with --class-value-field: name (text), n (integer), area (real).",
            Error("klass", TestVector.Feature("\"name\":\"a\",\"n\":1,\"area\":1.5", TestVector.Pixels(0, 0, 2, 2)))
        );

    [Fact]
    public void No_field_given_and_no_usual_one_lists_the_fields() =>
        Assert.Equal(
            "It is not said which field of layer 'l' holds the class. Choose one with --class-value-field: n (integer).",
            Error(null, TestVector.Feature("\"n\":1", TestVector.Pixels(0, 0, 2, 2)))
        );

    [Fact]
    public void The_usual_field_is_found_when_none_is_given()
    {
        var feature = TestVector.Feature("\"n\":1,\"ClassValue\":9", TestVector.Pixels(0, 0, 2, 2));
        var path = TestVector.GeoJson(folder["l.geojson"], [feature]);
        using var labels = LabelSource.Open(path, new LabelOptions(), Scene);
        Assert.Equal(9, Assert.Single(labels.Classes).Value);
    }

    [Theory]
    [InlineData("1.5", "The field 'c' of layer 'l' holds 1.5, which is not a whole number. ")]
    [InlineData("-1", "The field 'c' of layer 'l' holds the class value -1; allowed are 0 to 65534. ")]
    [InlineData("70000", "The field 'c' of layer 'l' holds the class value 70000; allowed are 0 to 65534. ")]
    public void Values_that_are_no_class_values_are_named(string value, string expected) =>
        Assert.StartsWith(
            expected,
            Error("c", TestVector.Feature($"\"c\":{value}", TestVector.Pixels(0, 0, 2, 2))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Too_many_classes_ask_for_another_field()
    {
        var features = Enumerable
            .Range(1, 255)
            .Select(i => TestVector.Feature($"\"c\":{i}", TestVector.Pixels(0, 0, 2, 2)));
        Assert.Equal(
            "The field 'c' of layer 'l' has 255 different values; at most 254 classes are possible. Choose the field of the class "
                + "with --class-value-field: c (integer).",
            Error("c", [.. features])
        );
    }

    [Fact]
    public void Labels_outside_the_scene_name_both_extents() =>
        Assert.Equal(
            $"The labels in '{folder["l.geojson"]}' lie outside the scene. In WGS 84 / UTM zone 15N (EPSG:32615) the labels cover "
                + "x 530000 to 530060, y 4399940 to 4400000, the scene covers x 500000 to 500900, y 4399400 to 4400000. Check that "
                + "both are of the same place and that each has its right coordinate reference system.",
            Error("c", TestVector.Feature("\"c\":1", TestVector.Pixels(0, 1000, 2, 2)))
        );

    [Fact]
    public void An_empty_layer_and_one_without_usable_features_are_told_apart()
    {
        File.WriteAllText(folder["empty.csv"], "c,WKT\n");
        Assert.Equal(
            $"There are no features in layer 'empty' of '{folder["empty.csv"]}'. Draw polygons of each class first.",
            Message(folder["empty.csv"], "c", PixelScene)
        );
        Assert.Equal(
            $"None of the 1 features of layer 'l' in '{folder["l.geojson"]}' can be used: 1 without a geometry. "
                + "Labels are polygons (or points) with a class.",
            Error("c", TestVector.Feature("\"c\":1", "null"))
        );
    }

    [Fact]
    public void One_side_without_reference_system_is_refused_with_the_remedy()
    {
        var csv = TestVector.Csv(folder["p.csv"], ("a", "POLYGON((2 1,5 1,5 3,2 3,2 1))"));
        Assert.Equal(
            $"The labels in '{csv}' have no coordinate reference system, but the scene has WGS 84 / UTM zone 15N (EPSG:32615). "
                + "Assign the one they were drawn in: ogr2ogr -a_srs EPSG:… labels_with_crs.gpkg <labels>.",
            Message(csv, "class", Scene)
        );
        var feature = TestVector.Feature("\"c\":1", TestVector.Pixels(0, 0, 2, 2));
        var json = TestVector.GeoJson(folder["l.geojson"], [feature]);
        Assert.Equal(
            $"The scene has no coordinate reference system, but the labels in '{json}' have WGS 84 / UTM zone 15N (EPSG:32615). "
                + "Assign the scene's: gdal_edit.py -a_srs EPSG:… <scene>.",
            Message(json, "c", Scene with { CrsWkt = "" })
        );
    }

    [Fact]
    public void Several_layers_ask_for_one()
    {
        Directory.CreateDirectory(folder["both"]);
        TestVector.Csv(Path.Combine(folder["both"], "east.csv"), ("a", "POLYGON((2 1,5 1,5 3,2 3,2 1))"));
        TestVector.Csv(Path.Combine(folder["both"], "west.csv"), ("a", "POLYGON((2 1,5 1,5 3,2 3,2 1))"));

        Assert.Matches(
            "' has 2 layers; choose one with --layer: (east, west|west, east)\\.$",
            Message(folder["both"], "class", PixelScene)
        );
        Assert.Contains(
            "has no layer 'eats' with geometries. Did you mean 'east'? Known: ",
            Message(folder["both"], "class", PixelScene, "eats"),
            StringComparison.Ordinal
        );
        var options = new LabelOptions { ClassValueField = "class", Layer = "West" };
        using var chosen = LabelSource.Open(folder["both"], options, PixelScene);
        Assert.Single(chosen.Classes);
    }

    [Fact]
    public void A_missing_file_and_one_that_is_neither_vector_nor_raster_are_named()
    {
        Assert.Equal(
            $"There is no file '{folder["no.gpkg"]}'. Give the path of the labels: a vector file such as a GeoPackage, or a classified raster.",
            Message(folder["no.gpkg"], null, Scene)
        );
        File.WriteAllText(folder["x.gpkg"], "nothing");
        Assert.StartsWith(
            $"The labels '{folder["x.gpkg"]}' are neither a vector file nor a raster that GDAL ",
            Message(folder["x.gpkg"], null, Scene),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_shapefile_without_its_parts_names_them()
    {
        var path = Broken.TestShapefile.Write(folder, crs: Scene.CrsWkt);
        File.Delete(folder["l.shx"]);
        File.Move(folder["l.dbf"], folder["l.DBF"]);
        Assert.StartsWith(
            $"The shapefile '{path}' is not whole: '{folder["l.shx"]}' is missing. A shapefile is at least .shp, .shx (index) and .dbf",
            Message(path, "c", Scene),
            StringComparison.Ordinal
        );
        File.WriteAllText(folder["e.shp"], string.Empty);
        Assert.Equal(
            $"The labels '{folder["e.shp"]}' are an empty file (0 bytes). Get the file anew.",
            Message(folder["e.shp"], "c", Scene)
        );
    }

    [Fact]
    public void A_shapefile_is_read()
    {
        var path = Broken.TestShapefile.Write(folder, crs: Scene.CrsWkt);
        using var labels = LabelSource.Open(path, new LabelOptions { ClassValueField = "c" }, Scene);

        Assert.Equal([1, 2, 3], labels.Classes.Select(c => c.Value));
        Assert.Equal(Enumerable.Repeat(new ClassFeatures(1, 8100), 3), labels.Features);
    }

    private static string Message(string path, string? field, GridGeometry scene, string? layer = null)
    {
        var options = new LabelOptions { ClassValueField = field, Layer = layer };
        return Assert.Throws<SegmentDataException>(() => LabelSource.Open(path, options, scene)).Message;
    }

    private string Error(string? field, params string[] features) =>
        Message(TestVector.GeoJson(folder["l.geojson"], features), field, Scene);
}
