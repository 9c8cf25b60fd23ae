using Segment.Raster.Chips;

namespace Segment.Raster.Tests.Chips;

/// <summary>Chip folders that neither Segment nor ArcGIS wrote: other lists, a split of their own, other meanings of 0
/// and 255.</summary>
public sealed class ForeignFolderTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];

    public ForeignFolderTests()
    {
        Directory.CreateDirectory(folder["images"]);
        Directory.CreateDirectory(folder["labels"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_split_that_came_with_the_chips_is_read()
    {
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            Chip(name, [1, 2, 0]);
        }

        Write("classes.csv", "value,name\n1,wood\n2,water\n");
        Write("train_files.csv", "image,mask\nimages/a.tif,labels/a.tif\r\nimages\\b.tif,labels\\b.tif\r\n");
        Write("val.txt", "c\n");
        Write("test.csv", "\"images/d.tif\";\"labels/d.tif\"\nimages/gone.tif;labels/gone.tif\n");
        var chips = Open();

        Assert.Equal(
            [SplitPart.Training, SplitPart.Training, SplitPart.Validation, SplitPart.Test, null],
            chips.Chips.Select(c => c.GivenPart)
        );
        Assert.Equal(
            [
                "The folder comes with a split (train_files.csv, val.txt, test.csv): 2 chips for training, 1 for validation, 1 for "
                    + "test; 1 are in no list.",
                "The split names 1 images that are not among the chips: they are left out.",
            ],
            notices
        );
    }

    [Fact]
    public void A_split_that_contradicts_itself_or_names_nothing_is_refused()
    {
        Chip("a", [1, 2, 0]);
        Write("train.csv", "image\na.tif\n");
        Write("validation.csv", "image\na.tif\n");
        Assert.StartsWith(
            $"The chip 'a' is in two parts of the given split: training ('{folder["train.csv"]}') and validation "
                + $"('{folder["validation.csv"]}'). ",
            Error(),
            StringComparison.Ordinal
        );
        Write("train.csv", "image\nx.tif\ny.tif\n");
        Write("validation.csv", string.Empty);
        Assert.StartsWith(
            $"None of the 2 images that train.csv, validation.csv of '{folder.Path}' name is among its 1 chips; they name 'x', 'y'.",
            Error(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_list_of_classes_names_and_colours_them_and_says_which_value_is_none()
    {
        Chip("a", [0, 7, 255]);
        Write("classes.csv", "\uFEFFvalue,name,color\n7,wood,#102030\n0,background,\n255,railway (ignore),#ffffff\n");
        var chips = ChipFolder.Open(folder.Path, notices.Add, ignoreValue: 255);

        Assert.Equal([(0, "background"), (7, "wood")], chips.Classes.Select(c => (c.Value, c.Name)));
        Assert.Equal(new ClassColor(0x10, 0x20, 0x30), chips.Classes[1].Color);
        Assert.Equal([0, 1, 255], chips.Read(chips.Chips[0]).Labels);
        Assert.Empty(notices);
        Write("classes.csv", "value,name\n7,wood\n7,water\n");
        Assert.StartsWith(
            $"'{folder["classes.csv"]}' has the line '7,water': each line needs a class value of its own, ",
            Error(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void With_a_value_to_ignore_zero_is_a_class()
    {
        Chip("a", [0, 7, 255]);
        var chips = ChipFolder.Open(folder.Path, notices.Add, ignoreValue: 255);

        Assert.Equal([0, 7], chips.Classes.Select(c => c.Value));
        Assert.Equal(255, chips.IgnoreValue);
        Assert.Equal([0, 1, 255], chips.Read(chips.Chips[0]).Labels);
        Assert.Equal(
            "No file of the folder lists the classes, so they are the values in the label chips: 0, 7; 0 is one of them because "
                + "another value means no label.",
            Assert.Single(notices)
        );
    }

    [Fact]
    public void With_another_nodata_value_zero_is_a_class()
    {
        Chip("a", [0, 7, 9], noData: 9);
        Assert.Equal([0, 7], Open().Classes.Select(c => c.Value));
    }

    [Fact]
    public void Files_of_file_managers_are_no_chips_and_images_without_label_are_counted()
    {
        Chip("a", [1, 2, 0]);
        Chip("b", [1, 2, 0]);
        File.Delete(folder["labels/b.tif"]);
        foreach (var name in new[] { ".DS_Store", "Thumbs.db", "desktop.ini" })
        {
            Write($"images/{name}", "x");
            Write($"labels/{name}", "x");
        }

        Assert.Equal("a", Assert.Single(Open().Chips).Name);
        Assert.Equal("1 of 2 images have no label of the same name in 'labels' and are left out.", notices[0]);
    }

    [Fact]
    public void Chips_of_two_reference_systems_have_no_common_grid_and_are_counted()
    {
        Write("classes.csv", "value,name\n1,wood\n2,water\n");
        Chip("a", [1, 2, 0], crs: TestRaster.Epsg(32615));
        Chip("b", [1, 2, 0], crs: TestRaster.Epsg(32616));

        // The same system, with another name.
        Chip(
            "c",
            [1, 2, 0],
            crs: TestRaster.Epsg(32615).Replace("WGS 84 / UTM zone 15N", "mine", StringComparison.Ordinal)
        );
        var chips = Open();

        Assert.Equal(
            [new PixelWindow(0, 0, 1, 3), null, new PixelWindow(0, 0, 1, 3)],
            chips.Chips.Select(c => c.Position)
        );
        Assert.Equal(
            "The chips have 2 coordinate reference systems (2 in WGS 84 / UTM zone 15N (EPSG:32615), 1 in WGS 84 / UTM zone 16N "
                + "(EPSG:32616)): the 1 that differ from the first have no place on its grid, so overlaps between them cannot be seen.",
            Assert.Single(notices)
        );
    }

    [Fact]
    public void A_reference_system_in_a_side_file_counts()
    {
        Write("classes.csv", "value,name\n1,wood\n2,water\n");
        Chip("a", [1, 2, 0], crs: TestRaster.Epsg(32615));
        Chip("b", [1, 2, 0], crs: TestRaster.Epsg(32615));
        Write("images/a.tif.aux.xml", "<PAMDataset><Metadata><MDI key=\"a\">b</MDI></Metadata></PAMDataset>");
        Write("images/b.tif.aux.xml", $"<PAMDataset><SRS>{TestRaster.Epsg(32616)}</SRS></PAMDataset>");

        Assert.Equal([new PixelWindow(0, 0, 1, 3), null], Open().Chips.Select(c => c.Position));
    }

    [Fact]
    public void A_list_of_chips_without_their_folders_is_told_with_counts()
    {
        Directory.Delete(folder["images"]);
        Write("map.txt", "images\\0.tif  labels\\0.tif \r\nimages\\1.tif  labels\\1.tif \r\n");
        Assert.StartsWith(
            $"'{folder.Path}' is not a chips folder: map.txt names 2 chips, but it has no folder 'images' (also missing: ",
            Error(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_folder_of_arcgis_with_all_its_oddities_is_read()
    {
        // Twelve digits, a gap, 16-bit labels, a second image, sums that overflowed, placeholders, no order, Windows' line ends.
        foreach (var (name, column) in new[] { ("000000000017", 0), ("000000000004", 3) })
        {
            var place = TestRaster.NorthUp.At(0, column);
            new TestRaster(1, 1, 3) { Transform = null }.Write(folder[$"images/{name}.tif"], [1, 2, 3]);
            new TestRaster(1, 1, 3) { Type = Interop.GdalDataType.UInt16, Transform = null }.Write(
                folder[$"labels/{name}.tif"],
                [95, 0, 11]
            );
            Write($"images/{name}.tfw", $"30\r\n0\r\n0\r\n-30\r\n{place.OriginX + 15}\r\n{place.OriginY - 15}\r\n");
            File.Copy(folder[$"images/{name}.tfw"], folder[$"labels/{name}.tfw"]);
        }

        Directory.CreateDirectory(folder["images2"]);
        Write(
            "map.txt",
            "images\\000000000017.tif  labels\\000000000017.tif  images2\\000000000017.tif \r\n"
                + "images\\000000000004.tif  labels\\000000000004.tif  images2\\000000000004.tif \r\n"
        );
        Write(
            "esri_model_definition.emd",
            """
            { "Framework" : "e.g. CNTK", "ImageHeight" : "e.g. 256", "ExtractBands" : "e.g. [0, 1, 2]",
              "Classes" : [ { "Value" : 95, "Name" : "ice", "Color" : [ -1, -1, -1 ] }, { "Value" : 11, "Name" : "water" } ],
              "WellKnownBandNames (FYI, these band names can be used in ExtractBands)" : [ "Red" ] }
            """
        );
        Write(
            "esri_accumulated_stats.json",
            """
            { "MetaDataMode" : "Classified_Tiles", "NumTiles" : 2,
              "ClassPixelStats" : { "NumPixelsPerClass" : [ -2147483648, 12 ], "PixelsPerClass" : [ { "Sum" : -95040512 } ] } }
            """
        );
        var chips = Open();

        Assert.Equal(["000000000004", "000000000017"], chips.Chips.Select(c => c.Name));
        Assert.Equal(
            [new PixelWindow(0, 3, 1, 3), new PixelWindow(0, 0, 1, 3)],
            chips.Chips.Select(c => c.Position!.Value)
        );
        Assert.Equal([(11, "water"), (95, "ice")], chips.Classes.Select(c => (c.Value, c.Name)));
        Assert.Equal([1, 255, 0], chips.Read(chips.Chips[0]).Labels);
        Assert.Equal(
            "The folder holds a second image of each chip ('images2'): it is not used.",
            Assert.Single(notices)
        );
    }

    private ChipFolder Open() => ChipFolder.Open(folder.Path, notices.Add);

    private string Error() => Assert.Throws<SegmentDataException>(() => ChipFolder.Open(folder.Path)).Message;

    private void Write(string name, string text) => File.WriteAllText(folder[name], text);

    private void Chip(string name, double[] labels, double? noData = null, string crs = "")
    {
        new TestRaster(1, 1, 3) { CrsWkt = crs }.Write(folder[$"images/{name}.tif"], [1, 2, 3]);
        new TestRaster(1, 1, 3) { NoData = noData is null ? [] : [noData] }.Write(folder[$"labels/{name}.tif"], labels);
    }
}
