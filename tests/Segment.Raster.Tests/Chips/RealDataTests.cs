using Segment.Raster.Chips;
using Segment.Raster.Labels;

namespace Segment.Raster.Tests.Chips;

/// <summary>Real scenes, labels and exports; each test skips where they do not lie beside the checkout.</summary>
public sealed class RealDataTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sentinel_2_polygons_label_the_pixels_their_authors_counted()
    {
        var result = Export("rsgis_aber_s2", "sen2_20210527_aber.tif", "training_polygons.gpkg", "class_id");

        Assert.Equal([1326, 3014, 606, 1634], result.ScenePixels);
        Assert.Equal(["Forest", "Grass", "Urban", "Water"], result.Classes.Select(c => c.Name));
        var chips = ChipFolder.Open(result.Folder);
        Assert.Equal((result.Chips, 10), (chips.Chips.Count, chips.Bands.Count));
        Assert.Equal("B02_Blue", chips.Bands[0].Name);
        var counts = new long[4];
        foreach (var index in chips.Chips.SelectMany(c => chips.Read(c).Labels).Where(i => i != LabelSource.Ignore))
        {
            counts[index]++;
        }

        Assert.Equal(result.ChipPixels, counts);
    }

    [Fact]
    public void A_file_of_four_layers_asks_for_one()
    {
        var e = Assert.Throws<SegmentDataException>(() =>
            Export("rsgis_aber_s2", "sen2_20210527_aber.tif", "cls_poly_smpls_4layers.gpkg", "class_id")
        );
        Assert.EndsWith(
            "has 4 layers; choose one with --layer: cls_forest_smpls, cls_grass_smpls, cls_urban_smpls, cls_water_smpls. None has a "
                + "field 'class_id': without --class-value-field, each layer is taken as a class.",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Four_layers_without_a_class_field_are_four_classes()
    {
        var result = Export("rsgis_aber_s2", "sen2_20210527_aber.tif", "cls_poly_smpls_4layers.gpkg", null);

        Assert.Equal(["forest", "grass", "urban", "water"], result.Classes.Select(c => c.Name));
        Assert.Equal([1326, 3014, 606, 1634], result.ScenePixels);
    }

    [Fact]
    public void Labels_whose_rows_run_the_other_way_are_the_same_on_the_ground()
    {
        const string Set = "alphaearth_header_synthetic";
        using var scene = RasterSource.Open(SharedData.Find(Set, "aef_like_int8_64band_southup.tif"));
        var pixels = new[] { "label_southup.tif", "label_northup.tif" }
            .Select(name =>
            {
                using var labels = LabelSource.Open(SharedData.Find(Set, name), new LabelOptions(), scene.Grid);
                var own = new byte[scene.Grid.Extent.Area];
                labels.Read(scene.Grid.Extent, own);
                return own;
            })
            .ToArray();
        Assert.Equal(pixels[0], pixels[1]);
        Assert.True(pixels[0].Distinct().Count() > 2);
    }

    [Fact]
    public void Landsat_polygons_with_text_classes_are_read()
    {
        var result = Export("chiapas_l7", "l7_1999322.tif", "training_data.shp", "class");

        Assert.Equal(["barren", "forest", "herbaceous", "urban", "water"], result.Classes.Select(c => c.Name));
        Assert.Equal([109, 383, 145, 65, 16], result.ScenePixels);
    }

    [Fact]
    public void Digits_in_a_text_field_are_values_and_close_reference_systems_are_reprojected()
    {
        var result = Export(
            "nb_aerial_4class",
            "23322E759967N_clipped_1m_1of2.tif",
            "BakerLake_2017_clipped.gpkg",
            "Quatreclasses"
        );

        Assert.Equal([1, 2, 3, 4, 255], result.Classes.Select(c => c.Value));
        using var expected = RasterSource.Open(SharedData.Find("nb_aerial_4class", "label_1of2_0bg_255ignore.tif"));
        var values = new float[expected.Grid.Extent.Area];
        expected.Read(expected.Grid.Extent, [0], values);
        Assert.Equal(new[] { 1, 2, 3, 4, 255 }.Select(v => values.LongCount(x => x == v)), result.ScenePixels);
    }

    [Fact]
    public void A_classified_raster_names_its_classes()
    {
        var result = Export(
            "enmap_potsdam",
            "enmap_potsdam_mosaic_224band.tif",
            "landcover_6class_aligned.tif",
            null,
            32
        );

        Assert.Equal(
            ["roof", "pavement", "low vegetation", "tree", "soil", "water"],
            result.Classes.Select(c => c.Name)
        );
        Assert.Equal([505, 953, 1694, 2070, 91, 359], result.ScenePixels);
    }

    [Fact]
    public void A_scene_with_south_up_is_cut_as_it_lies()
    {
        const string Set = "alphaearth_header_synthetic";
        var result = Export(Set, "aef_like_int8_64band_southup.tif", "label_southup.tif", null);
        var chips = ChipFolder.Open(result.Folder);
        using var scene = RasterSource.Open(SharedData.Find(Set, "aef_like_int8_64band_southup.tif"));
        var samples = new float[64 * 64 * 64];
        scene.Read(new PixelWindow(0, 0, 64, 64), [.. Enumerable.Range(0, 64)], samples);

        Assert.All(chips.Bands, b => Assert.Equal(PixelType.Int8, b.SourceType));
        Assert.Equal(new PixelWindow(0, 0, 64, 64), chips.Chips[0].Position);
        Assert.Equal(samples, chips.Read(chips.Chips[0]).Samples);
    }

    [Fact]
    public void Chips_of_others_are_read_with_their_split_and_their_class_names()
    {
        var chips = ChipFolder.Open(SharedData.Find("enmap_potsdam"), notices.Add);

        Assert.Equal((18, 224, 32), (chips.Chips.Count, chips.Bands.Count, chips.TileHeight));
        Assert.Equal([1, 2, 3, 4, 5, 6], chips.Classes.Select(c => c.Value));
        Assert.Equal("low vegetation", chips.Classes[2].Name);
        Assert.Equal(
            [14, 2, 2],
            new[] { SplitPart.Training, SplitPart.Validation, SplitPart.Test }.Select(p =>
                chips.Chips.Count(c => c.GivenPart == p)
            )
        );
        Assert.Equal(
            "The folder comes with a split (train_files.csv, validation_files.csv, test_files.csv): 14 chips for training, 2 for "
                + "validation, 2 for test.",
            Assert.Single(notices)
        );
        var counts = new long[6];
        foreach (var index in chips.Chips.SelectMany(c => chips.Read(c).Labels).Where(i => i != LabelSource.Ignore))
        {
            counts[index]++;
        }

        Assert.Equal([505, 953, 1694, 2070, 91, 359], counts);
        var samples = chips.Read(chips.Chips[0]).Samples;
        Assert.All(samples.Skip(130 * 1024).Take(1024), s => Assert.True(float.IsNaN(s)));
    }

    [Fact]
    public void An_object_detection_export_of_arcgis_is_recognised()
    {
        var path = SharedData.Find("arcgis_exports", "phragmites_labeled_tiles");
        var e = Assert.Throws<SegmentDataException>(() => ChipFolder.Open(path));
        Assert.StartsWith(
            $"The chips in '{path}' are in the format KITTI_rectangles (map.txt names 306, of which 50 are there). "
                + "Pixel classification needs Classified Tiles. Cut chips with `segment chips ",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_files_of_a_classified_tiles_export_of_arcgis_are_read()
    {
        var path = SharedData.Find("arcgis_exports", "building_classified_tiles_metadata");
        var metadata = ChipMetadata.Read(path);
        var pairs = ChipMap.Parse(File.ReadAllText(Path.Combine(path, "map.txt")), out var badLine);

        Assert.Null(badLine);
        // 3382 lines, one of them twice.
        Assert.Equal(3381, pairs.Count);
        Assert.Equal("Classified_Tiles", metadata.Format);
        Assert.Equal([1, 2], metadata.Classes.Select(c => c.Value));
        Assert.Contains(
            "is empty: map.txt names 3381 chips, and none of them is there.",
            Assert.Throws<SegmentDataException>(() => ChipFolder.Open(WithLabels(path))).Message,
            StringComparison.Ordinal
        );
    }

    private string WithLabels(string path)
    {
        foreach (var file in Directory.GetFiles(path))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        Directory.CreateDirectory(folder["images"]);
        Directory.CreateDirectory(folder["labels"]);
        return folder.Path;
    }

    private ChipExportResult Export(string set, string scene, string labels, string? field, int tile = 64) =>
        ChipExporter.Export(
            new ChipExportOptions
            {
                Scenes = [SharedData.Find(set, scene)],
                Labels = SharedData.Find(set, labels),
                ClassValueField = field,
                OutFolder = folder["chips"],
                TileSizeX = tile,
                StrideX = 32,
            },
            notice: notices.Add
        );
}
