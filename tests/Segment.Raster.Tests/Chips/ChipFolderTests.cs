using Segment.Raster.Chips;
using Segment.Raster.Interop;

namespace Segment.Raster.Tests.Chips;

public sealed class ChipFolderTests : IDisposable
{
    private const string Remedy =
        "Cut chips with `segment chips --scene S.tif --labels L.gpkg --class-value-field F --out DIR`, or export them from ArcGIS "
        + "Pro with the metadata format Classified Tiles.";

    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];

    public ChipFolderTests()
    {
        Directory.CreateDirectory(folder["images"]);
        Directory.CreateDirectory(folder["labels"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_of_arcgis_is_read()
    {
        // Not sorted, a gap, and 12 digits; no georeference but world files; placeholders; no colours.
        Chip("000000000019", column: 40);
        Chip("000000000002", column: 0);
        WorldFile("000000000019", 40);
        WorldFile("000000000002", 0);
        Map(
            "images\\000000000019.tif  labels\\000000000019.tif \r\nimages\\000000000002.tif  labels\\000000000002.tif \r\n"
        );
        Definition(
            """
            { "Framework" : "e.g. CNTK", "ImageHeight" : "e.g. 256", "ImageWidth" : "e.g. 256",
              "InputRastersProps" : { "RasterCount" : 1, "SensorName" : "x", "BandNames" : ["Red", "Green"] },
              "Classes" : [ { "Value" : 2, "Name" : "water", "Color" : [ -1, -1, -1 ] },
                            { "Value" : "1", "Name" : "wood", "Color" : [ 10, 20, 30 ] } ] }
            """
        );
        var chips = Open();

        Assert.Equal(["000000000002", "000000000019"], chips.Chips.Select(c => c.Name));
        Assert.Equal(
            [new PixelWindow(0, 0, 2, 3), new PixelWindow(0, 40, 2, 3)],
            chips.Chips.Select(c => c.Position!.Value)
        );
        Assert.Equal([(1, "wood"), (2, "water")], chips.Classes.Select(c => (c.Value, c.Name)));
        Assert.Equal(new ClassColor(10, 20, 30), chips.Classes[0].Color);
        Assert.Equal(["Red", "Green"], chips.Bands.Select(b => b.Name));
        Assert.Equal((2, 3, 30.0, 30.0), (chips.TileHeight, chips.TileWidth, chips.CellSizeX, chips.CellSizeY));
        Assert.Equal(0, chips.IgnoreValue);
        Assert.Equal([255, 0, 1, 0, 1, 255], chips.Read(chips.Chips[0]).Labels);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], chips.Read(chips.Chips[0]).Samples);
        Assert.Empty(notices);
    }

    [Fact]
    public void Class_zero_is_real_where_it_is_listed()
    {
        Chip("a", labels: [0, 1, 0, 1, 9, 0], noData: 9);
        AccumulatedStats("""{ "Classes": [ { "ClassValue": 0, "ClassName": "evergreen" }, { "ClassValue": 1 } ] }""");
        var chips = Open();

        Assert.Equal(["evergreen", "1"], chips.Classes.Select(c => c.Name));
        Assert.Null(chips.IgnoreValue);
        Assert.Equal([0, 1, 0, 1, 255, 0], chips.Read(chips.Chips[0]).Labels);
    }

    [Fact]
    public void Without_lists_chips_are_paired_by_name_and_classes_found_in_the_labels()
    {
        Chip("b", labels: [0, 7, 0, 300, 0, 0], labelType: GdalDataType.UInt16);
        Chip("a", labels: [0, 7, 0, 7, 0, 0]);
        File.WriteAllText(folder["images/c.tif"], "no label of that name");
        var chips = Open();

        Assert.Equal(["a", "b"], chips.Chips.Select(c => c.Name));
        Assert.Equal([7, 300], chips.Classes.Select(c => c.Value));
        Assert.Equal([255, 0, 255, 1, 255, 255], chips.Read(chips.Chips[1]).Labels);
        Assert.Equal(
            [
                "1 of 3 images have no label of the same name in 'labels' and are left out.",
                "No file of the folder lists the classes, so they are the values in the label chips: 7, 300; 0 means no label.",
            ],
            notices
        );
    }

    [Fact]
    public void Chips_that_are_listed_and_missing_are_counted()
    {
        Chip("000000000");
        Map("images\\000000000.tif  labels\\000000000.tif \r\nimages\\000000001.tif  labels\\000000001.tif \r\n");
        Classes();

        Assert.Single(Open().Chips);
        Assert.Equal(
            "map.txt names 2 chips, of which 1 are missing and left out (1 without an image, 1 without a label).",
            Assert.Single(notices)
        );
    }

    [Fact]
    public void Positions_between_pixels_cover_all_they_touch_and_other_cells_have_none()
    {
        Chip("a");
        Chip("b", column: 3.4);
        new TestRaster(2, 2, 3) { Transform = new GeoTransform(0, 10, 0, 0, 0, -10) }.Write(
            folder["images/c.tif"],
            new double[12]
        );
        new TestRaster(1, 2, 3).Write(folder["labels/c.tif"], new double[6]);
        Classes();

        Assert.Equal(
            [new PixelWindow(0, 0, 2, 3), new PixelWindow(0, 3, 2, 4), null],
            Open().Chips.Select(c => c.Position)
        );
    }

    [Fact]
    public void What_is_not_a_chips_folder_is_said_with_what_is_missing()
    {
        Assert.StartsWith($"There is no folder '{folder["none"]}'.", Error(folder["none"]), StringComparison.Ordinal);
        Directory.Delete(folder["labels"]);
        Assert.Equal(
            $"'{folder.Path}' is not a chips folder: it has no folder 'labels' (also missing: 'map.txt', "
                + $"'esri_model_definition.emd', 'esri_accumulated_stats.json'). {Remedy}",
            Error()
        );
    }

    [Fact]
    public void An_empty_folder_is_said_to_be_empty()
    {
        Assert.Equal(
            $"The chips folder '{folder.Path}' is empty: no image in 'images' has a label of the same name in 'labels'. {Remedy}",
            Error()
        );
        Map("images\\000000000.tif  labels\\000000000.tif \r\n");
        Assert.Equal(
            $"The chips folder '{folder.Path}' is empty: map.txt names 1 chips, and none of them is there. {Remedy}",
            Error()
        );
    }

    [Fact]
    public void Other_metadata_formats_are_recognised()
    {
        Chip("a");
        File.Delete(folder["labels/a.tif"]);
        File.WriteAllText(folder["labels/a.txt"], "1 0.00 0 0 19.02 4.71 32.00 32.00");
        Assert.StartsWith(
            $"The chips in '{folder.Path}' are in the format KITTI_rectangles. Pixel classification needs Classified Tiles. {Remedy}",
            Error(),
            StringComparison.Ordinal
        );
        Assert.Contains("  Classified_Tiles       U-Net, PSPNet,", Error(), StringComparison.Ordinal);
        File.Move(folder["labels/a.txt"], folder["labels/a.xml"]);
        Assert.Contains("are in the format PASCAL_VOC_rectangles.", Error(), StringComparison.Ordinal);
        Map("images\\a.tif  labels\\a.xml \r\nimages\\b.tif  labels\\b.xml \r\n");
        AccumulatedStats("""{ "MetaDataMode": "RCNN_Masks" }""");
        Assert.Contains(
            "are in the format RCNN_Masks (map.txt names 2, of which 1 are there).",
            Error(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Chips_that_do_not_fit_together_are_named()
    {
        Classes();
        Chip("a");
        new TestRaster(3, 2, 3).Write(folder["images/b.tif"], new double[18]);
        new TestRaster(1, 2, 3).Write(folder["labels/b.tif"], new double[6]);
        Assert.Equal(
            $"The chips have different numbers of bands: '{folder["images/b.tif"]}' has 3, '{folder["images/a.tif"]}' has 2. "
                + "Keep chips of one scene type in a folder.",
            Error()
        );
        new TestRaster(2, 4, 5).Write(folder["images/b.tif"], new double[40]);
        Assert.Equal(
            $"The chips have different sizes: '{folder["images/b.tif"]}' has 5 × 4 pixels, '{folder["images/a.tif"]}' has 3 × 2. "
                + "Keep chips of one tile size in a folder.",
            Error()
        );
        File.Delete(folder["images/b.tif"]);
        new TestRaster(1, 4, 3).Write(folder["labels/a.tif"], new double[12]);
        var chips = Open();
        Assert.Equal(
            $"Image and label of a chip differ in size: '{folder["images/a.tif"]}' has 3 × 2 pixels, '{folder["labels/a.tif"]}' "
                + "has 3 × 4. Cut the chips again.",
            Assert.Throws<SegmentDataException>(() => chips.Read(chips.Chips[0])).Message
        );
    }

    [Fact]
    public void A_label_value_that_is_no_class_is_named_with_what_is_allowed()
    {
        Chip("a", labels: [0, 1, 2, 5, 0, 0]);
        Classes();
        var chips = Open();
        Assert.Equal(
            $"The label chip '{folder["labels/a.tif"]}' holds the value 5, which is none of the classes. Allowed are 1, 2, and 0 for "
                + "pixels without a label. Cut the chips again, or add the class to esri_model_definition.emd.",
            Assert.Throws<SegmentDataException>(() => chips.Read(chips.Chips[0])).Message
        );
    }

    [Fact]
    public void Broken_files_are_named()
    {
        Chip("a");
        Definition("{ \"Classes\" : [ { \"Value\" : \"e.g. 1\" } ] }");
        Assert.Equal(
            $"'{folder["esri_model_definition.emd"]}' lists the class {{ \"Value\" : \"e.g. 1\" }}: each class needs a value of its own, "
                + "a whole number from 0 to 65534.",
            Error()
        );
        Definition("{");
        Assert.StartsWith(
            $"'{folder["esri_model_definition.emd"]}' cannot be read: ",
            Error(),
            StringComparison.Ordinal
        );
        Definition("{ \"Segment\" : { \"SchemaVersion\" : 2 } }");
        Assert.Contains("was written by a newer Segment (schema version 2;", Error(), StringComparison.Ordinal);
        Classes();
        File.WriteAllText(folder["images/a.tif"], "broken");
        Assert.StartsWith($"The chip '{folder["images/a.tif"]}' cannot be read: ", Error(), StringComparison.Ordinal);
        Map("hello");
        Assert.StartsWith(
            $"A line of '{folder["map.txt"]}' names no image and label: 'hello'.",
            Error(),
            StringComparison.Ordinal
        );
    }

    private ChipFolder Open() => ChipFolder.Open(folder.Path, notices.Add);

    private string Error(string? path = null) =>
        Assert.Throws<SegmentDataException>(() => ChipFolder.Open(path ?? folder.Path)).Message;

    private void Chip(
        string name,
        double column = 0,
        double[]? labels = null,
        GdalDataType labelType = GdalDataType.UInt8,
        double? noData = null
    )
    {
        GeoTransform? place = name.Length == 12 ? null : TestRaster.NorthUp with { OriginX = 500000 + (30 * column) };
        new TestRaster(2, 2, 3) { Transform = place }.Write(
            folder[$"images/{name}.tif"],
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
        );
        new TestRaster(1, 2, 3)
        {
            Transform = place,
            Type = labelType,
            NoData = noData is null ? [] : [noData],
        }.Write(folder[$"labels/{name}.tif"], labels ?? [0, 1, 2, 1, 2, 0]);
    }

    // Cell sizes, rotations, and the centre of the first pixel.
    private void WorldFile(string name, int column) =>
        File.WriteAllText(
            folder[$"images/{name}.tfw"],
            $"30\r\n0\r\n0\r\n-30\r\n{500015 + (30 * column)}\r\n4399985\r\n"
        );

    private void Classes() => Definition("""{ "Classes": [ { "Value": 1 }, { "Value": 2 } ] }""");

    private void Definition(string json) => File.WriteAllText(folder["esri_model_definition.emd"], json);

    private void AccumulatedStats(string json) => File.WriteAllText(folder["esri_accumulated_stats.json"], json);

    private void Map(string text) => File.WriteAllText(folder["map.txt"], text);
}
