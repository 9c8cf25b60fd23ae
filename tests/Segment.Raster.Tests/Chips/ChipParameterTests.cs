using Segment.Raster.Chips;
using Segment.Raster.Labels;
using Segment.Raster.Scenes;
using Segment.Raster.Tests.Labels;

namespace Segment.Raster.Tests.Chips;

/// <summary>Each parameter of the export, by what it does.</summary>
public sealed class ChipParameterTests : IDisposable
{
    private readonly CutScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public void Two_halves_give_the_chips_of_the_whole()
    {
        var options = scene.Options(CutScene.Square(1, 3, 12, 20, 16), CutScene.Square(2, 0, 0, 4, 4));
        var whole = Contents(scene.Export(options));
        var left = scene.Scene("a_left.tif", new PixelWindow(0, 0, 30, 18));
        var right = scene.Scene("a_right.tif", new PixelWindow(0, 18, 30, 22));
        var scenes = SceneList.Expand([scene["a_*.tif"]]);

        Assert.Equal([left, right], scenes);
        Assert.Equal(whole, Contents(scene.Export(options with { Scenes = scenes, OutFolder = scene["mosaic"] })));
    }

    [Fact]
    public void Scenes_cut_separately_are_numbered_on_and_share_their_classes()
    {
        var left = scene.Scene("left.tif", new PixelWindow(0, 0, 30, 18));
        var right = scene.Scene("right.tif", new PixelWindow(0, 19, 30, 21));
        var options = scene.Options(CutScene.Square(1, 0, 0, 10, 10), CutScene.Square(4, 0, 20, 5, 5)) with
        {
            Scenes = [left, right],
            ProcessingMode = ProcessingMode.ProcessItemsSeparately,
        };
        var result = scene.Export(options);
        var chips = ChipFolder.Open(result.Folder);

        Assert.Equal([100, 25], result.ScenePixels);
        Assert.Equal([1, 4], chips.Classes.Select(c => c.Value));
        Assert.Equal(result.Chips, chips.Chips.Count);
        Assert.Contains(chips.Chips, c => chips.Read(c).Labels.Contains((byte)1));
    }

    [Fact]
    public void Scenes_that_do_not_lie_on_one_grid_are_no_mosaic()
    {
        var other = scene.Scene("other.tif", bands: 3);
        var e = Assert.Throws<SegmentDataException>(() =>
            scene.Export(scene.Options(CutScene.Square(1, 0, 0, 9, 9)) with { Scenes = [scene.Scene(), other] })
        );
        Assert.Contains("they have 2 and 3 bands", e.Message, StringComparison.Ordinal);
        Assert.Contains("--processing-mode PROCESS_ITEMS_SEPARATELY", e.Message, StringComparison.Ordinal);
        Assert.Throws<SegmentDataException>(() => SceneList.Expand([scene["none_*.tif"]]));
    }

    [Fact]
    public void Chips_lie_completely_inside_the_mask_polygons()
    {
        var mask = TestVector.GeoJson(scene["mask.geojson"], [CutScene.Square(1, 0, 0, 20, 25)]);
        var result = scene.Export(scene.Options(CutScene.Square(1, 0, 0, 30, 40)) with { InMaskPolygons = mask });

        Assert.Equal((4, 8), (result.Chips, result.TilesOutsideMask));
        var none = TestVector.GeoJson(scene["small.geojson"], [CutScene.Square(1, 0, 0, 9, 9)]);
        var e = Assert.Throws<SegmentDataException>(() =>
            scene.Export(scene.Options(CutScene.Square(1, 0, 0, 30, 40)) with { InMaskPolygons = none })
        );
        Assert.StartsWith("No chip was cut: none of the 12 tiles lies", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Turned_chips_hold_the_nearest_pixels_and_say_where_they_lie() =>
        Gen.Select(Gen.Double[1, 180], Gen.Int[8, 14], Gen.Int[8, 14])
            .Sample(
                (angle, height, width) =>
                {
                    using var own = new CutScene();
                    var options = own.Options(CutScene.Square(1, 0, 0, 30, 40)) with
                    {
                        RotationAngle = angle,
                        TileSizeX = width,
                        TileSizeY = height,
                        StrideX = 8,
                        StrideY = 8,
                    };
                    own.Export(options);
                    Assert.All(Directory.GetFiles(own["chips/images"]), CheckPlace);
                },
                iter: 10
            );

    [Fact]
    public void A_quarter_turn_turns_image_and_label()
    {
        var options = scene.Options(CutScene.Square(1, 10, 12, 4, 10)) with { RotationAngle = 90 };
        var chips = ChipFolder.Open(scene.Export(options).Folder);
        var (straight, turned) = (chips.Read(chips.Chips[0]), chips.Read(chips.Chips[1]));

        Assert.Equal(8, chips.Chips.Count);
        Assert.All(chips.Chips.Take(4), c => Assert.Equal(chips.Chips[0].Position, c.Position));
        for (var row = 0; row < 10; row++)
        {
            for (var column = 0; column < 10; column++)
            {
                var (from, to) = ((row * 10) + column, (column * 10) + 9 - row);
                Assert.Equal(straight.Samples[to], turned.Samples[from]);
                Assert.Equal(straight.Labels[to], turned.Labels[from]);
            }
        }
    }

    [Fact]
    public void In_pixel_space_chips_say_where_they_lie_on_the_image()
    {
        var options = scene.Options(CutScene.Square(1, 12, 22, 4, 4)) with
        {
            ReferenceSystem = ReferenceSystem.PixelSpace,
            StartIndex = 7,
        };
        scene.Export(options);
        using var chip = RasterSource.Open(scene["chips/images/000000007.tif"]);

        Assert.Equal(string.Empty, chip.Grid.CrsWkt);
        Assert.Equal((20, 10), (chip.Grid.Transform!.Value.OriginX, chip.Grid.Transform.Value.OriginY));
        Assert.Contains(
            "PIXEL_SPACE",
            File.ReadAllText(scene["chips/esri_model_definition.emd"]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Tiles_without_features_are_written_on_request()
    {
        var result = scene.Export(scene.Options(CutScene.Square(1, 0, 0, 4, 4)) with { OutputNofeatureTiles = true });
        Assert.Equal((12, 0), (result.Chips, result.TilesWithoutLabel));
    }

    [Fact]
    public void A_feature_that_lies_too_little_in_a_chip_is_no_label_there()
    {
        // A quarter of the square lies in the first tile, the rest in the second.
        var options = scene.Options(CutScene.Square(1, 0, 8, 4, 8));
        Assert.Equal([8, 24], Labelled(scene.Export(options)));
        Assert.Equal([24], Labelled(scene.Export(options with { MinPolygonOverlapRatio = 0.3 })));
    }

    [Fact]
    public void Points_become_circles_and_lines_strips()
    {
        var t = TestRaster.NorthUp;
        string At(int row, int column) => $"[{t.OriginX + (30 * column)},{t.OriginY - (30 * row)}]";
        var options = scene.Options(
            TestVector.Feature("\"c\":1", $"{{\"type\":\"Point\",\"coordinates\":{At(8, 8)}}}"),
            TestVector.Feature("\"c\":2", $"{{\"type\":\"LineString\",\"coordinates\":[{At(20, 10)},{At(20, 30)}]}}")
        ) with
        {
            BufferRadius = 90,
        };
        var result = scene.Export(options);

        // π · 3² and 20 · 6 + π · 3², up to the pixels at the edge.
        Assert.InRange(result.ScenePixels[0], 24, 33);
        Assert.InRange(result.ScenePixels[1], 140, 156);
    }

    [Fact]
    public void A_chip_of_one_feature_has_its_bounds_and_is_black_around_it()
    {
        var triangle = TestVector.Feature(
            "\"c\":1",
            TestVector.Polygon((500060, 4399940), (500360, 4399940), (500060, 4399640))
        );
        scene.Export(
            scene.Options(triangle) with
            {
                MetadataFormat = "Labeled_Tiles",
                CropMode = CropMode.BoundingBox,
                BlackenAroundFeature = true,
            }
        );
        var samples = CutScene.Samples(scene["chips/images/000000000.tif"]);

        Assert.Equal(2 * 10 * 10, samples.Length);
        Assert.Equal(0, samples[99]);
        Assert.Equal((2 * 100) + 2 + 1, samples[0]);
    }

    [Fact]
    public void A_second_raster_is_cut_alike()
    {
        var second = scene.Scene("second.tif", bands: 1);
        var options = scene.Options(CutScene.Square(1, 10, 10, 4, 4)) with { InRaster2 = second };
        scene.Export(options);

        Assert.Equal(
            CutScene.Samples(scene["chips/images/000000000.tif"])[..100],
            CutScene.Samples(scene["chips/images2/000000000.tif"])
        );
        Assert.Equal(
            "images\\000000000.tif  labels\\000000000.tif  images2\\000000000.tif \r\n",
            File.ReadAllText(scene["chips/map.txt"])
        );
        var shifted = scene.Scene("shifted.tif", new PixelWindow(1, 0, 29, 40));
        Assert.Throws<SegmentDataException>(() => scene.Export(options with { InRaster2 = shifted }));
    }

    [Fact]
    public void The_tile_size_follows_the_polygons_and_says_so()
    {
        var result = scene.Export(
            scene.Options(CutScene.Square(1, 2, 2, 7, 7)) with
            {
                TileSizeX = null,
                StrideX = null,
            }
        );

        Assert.Equal((16, 16, 8), (result.TileWidth, result.TileHeight, result.StrideX));
        Assert.Contains(
            scene.Notices,
            n => n.StartsWith("Tile size 16: half of the 1 polygons are up to 7 px wide", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_same_export_gives_the_same_bytes()
    {
        var options = scene.Options(CutScene.Square(1, 0, 0, 30, 40)) with { StrideX = 1 };
        var first = Contents(scene.Export(options));
        Assert.Equal(first, Contents(scene.Export(options)));
    }

    private static void CheckPlace(string path)
    {
        using var chip = RasterSource.Open(path);
        var t = chip.Grid.Transform!.Value;
        var samples = CutScene.Samples(path);
        for (var pixel = 0; pixel < chip.Grid.Extent.Area; pixel++)
        {
            var (x, y) = t.ToMap((pixel % chip.Width) + 0.5, (pixel / chip.Width) + 0.5);
            var (column, row) = new PixelMapping(TestRaster.NorthUp).ToPixel(x, y);
            var value = (int)samples[pixel] - 1;
            Assert.InRange(column, (value % 100) - 0.001, (value % 100) + 1.001);
            Assert.InRange(row, (value / 100) - 0.001, (value / 100) + 1.001);
        }
    }

    private static long[] Labelled(ChipExportResult result)
    {
        var chips = ChipFolder.Open(result.Folder);
        return [.. chips.Chips.Select(c => chips.Read(c).Labels.LongCount(l => l != LabelSource.Ignore))];
    }

    // Without the definition, which names the scenes.
    private static Dictionary<string, string> Contents(ChipExportResult result) =>
        Directory
            .GetFiles(result.Folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".tif" or ".txt")
            .ToDictionary(f => Path.GetRelativePath(result.Folder, f), f => Convert.ToHexString(File.ReadAllBytes(f)));
}
