using System.Text.Json;
using Segment.Raster.Chips;
using Segment.Raster.Interop;
using Segment.Raster.Tests.Labels;

namespace Segment.Raster.Tests.Chips;

public sealed class ChipExporterTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];
    private readonly TestRaster raster = new(2, 30, 40)
    {
        CrsWkt = TestRaster.Epsg(32615),
        Type = GdalDataType.UInt16,
        Names = ["Red", "NearInfrared"],
        NoData = [0, 0],
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Only_tiles_with_labels_are_written_and_counted()
    {
        var progress = new List<double>();
        var result = Export(Scene(), [Square(1, 0, 0, 3), Square(2, 25, 35, 5)], tile: 10, progress: progress);

        // Tiles start at 0, 5 ... 20 down and 0, 5 ... 30 across.
        Assert.Equal((2, (5 * 7) - 2, 0), (result.Chips, result.TilesWithoutLabel, result.TilesWithoutData));
        Assert.Equal([9, 25], result.ScenePixels);
        Assert.Equal([9, 25], result.ChipPixels);
        Assert.Equal([0.2, 0.4, 0.6, 0.8, 1.0], progress);
        Assert.Equal(
            "images\\000000000.tif  labels\\000000000.tif \r\nimages\\000000001.tif  labels\\000000001.tif \r\n",
            File.ReadAllText(Path.Combine(result.Folder, "map.txt"))
        );
        Assert.Equal(["000000000.tif", "000000001.tif"], Files(result.Folder, "images"));
        Assert.Equal(["000000000.tif", "000000001.tif"], Files(result.Folder, "labels"));
    }

    [Fact]
    public void Pixels_count_once_in_the_scene_and_in_every_chip_they_lie_in()
    {
        var result = Export(Scene(), [Square(1, 0, 0, 30), Square(2, 0, 39, 1)], tile: 10, stride: 5);

        Assert.Equal([900, 1], result.ScenePixels);
        Assert.Equal((5 * 5 * 100) + (5 * 50), result.ChipPixels[0]);
    }

    [Fact]
    public void The_json_files_hold_what_was_counted()
    {
        var result = Export(Scene(), [Square(1, 0, 0, 3), Square(3, 4, 4, 5)], tile: 10, stride: 10);
        using var definition = Json(result, "esri_model_definition.emd");
        using var stats = Json(result, "esri_accumulated_stats.json");
        var (emd, all) = (definition.RootElement, stats.RootElement);

        Assert.Equal(10, emd.GetProperty("ImageHeight").GetInt32());
        Assert.Equal("Classified_Tiles", emd.GetProperty("MetaDataMode").GetString());
        Assert.Equal(
            32615,
            emd.GetProperty("MinCellSize").GetProperty("spatialReference").GetProperty("wkid").GetInt32()
        );
        Assert.Equal(30, emd.GetProperty("MaxCellSize").GetProperty("x").GetDouble());
        Assert.Equal("NearInfrared", emd.GetProperty("AllTilesStats")[1].GetProperty("BandName").GetString());
        Assert.Equal(1, emd.GetProperty("AllTilesStats")[0].GetProperty("Min").GetDouble());
        Assert.Equal(0, emd.GetProperty("Segment").GetProperty("IgnoreValue").GetInt32());
        Assert.Equal("class 3", emd.GetProperty("Classes")[1].GetProperty("Name").GetString());
        Assert.Equal(3, emd.GetProperty("Classes")[1].GetProperty("Color").GetArrayLength());
        Assert.Equal(25, all.GetProperty("ClassPixelStats").GetProperty("NumPixelsPerClass")[1].GetInt64());
        Assert.Equal(100, all.GetProperty("BandStatsState")[0].GetProperty("Num").GetInt64());
        Assert.Equal(1, all.GetProperty("NumTiles").GetInt32());
    }

    [Fact]
    public void Tiles_without_data_are_left_out()
    {
        // The lower half is NoData.
        var scene = Scene((_, row, _) => row < 15 ? 5 : 0);
        var result = Export(scene, [Square(1, 0, 0, 5), Square(1, 22, 0, 5)], tile: 10, stride: 10);

        Assert.Equal((1, 1), (result.Chips, result.TilesWithoutData));
        Assert.Contains("1 tiles with labels are left out because the scene holds no data there.", notices);
        var none = Assert.Throws<SegmentDataException>(() =>
            Export(scene, [Square(1, 22, 0, 5)], tile: 10, stride: 10)
        );
        Assert.StartsWith(
            $"No chip was cut: the scene '{scene}' holds no data in any of the 1 tiles that have labels.",
            none.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Labels_that_cover_no_pixel_centre_give_no_chips()
    {
        var e = Assert.Throws<SegmentDataException>(() => Export(Scene(), [Square(1, 3.6, 3.6, 0.5)]));
        Assert.StartsWith("No chip was cut: no pixel of the scene", e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
        Assert.Empty(Directory.GetDirectories(folder.Path));
    }

    [Fact]
    public void A_scene_smaller_than_a_tile_is_refused_with_both_sizes()
    {
        var scene = Scene();
        var e = Assert.Throws<SegmentDataException>(() => Export(scene, [Square(1, 0, 0, 5)], tile: 64));
        Assert.Equal(
            $"The scene '{scene}' has 40 × 30 pixels, which is smaller than a tile of 64 × 64. Give a --tile-size of at most 30.",
            e.Message
        );
    }

    [Fact]
    public void Bad_options_are_told_all_at_once()
    {
        var options = new ChipExportOptions
        {
            Scenes = [],
            Labels = "l",
            OutFolder = "o",
            TileSizeX = 7,
            StrideX = 8,
        };
        Assert.Equal(3, options.Problems().Count());
        var e = Assert.Throws<SegmentDataException>(() => ChipExporter.Export(options));
        Assert.Equal(3, e.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void An_earlier_chips_folder_is_replaced_and_anything_else_is_kept()
    {
        var scene = Scene();
        Export(scene, [Square(1, 0, 0, 30)], tile: 10);
        var result = Export(scene, [Square(1, 0, 0, 5)], tile: 10, stride: 10);
        Assert.Equal(["000000000.tif"], Files(result.Folder, "images"));

        File.WriteAllText(folder["out/notes.txt"], "mine");
        var e = Assert.Throws<SegmentDataException>(() => Export(scene, [Square(1, 0, 0, 5)], tile: 10));
        Assert.StartsWith(
            $"The folder '{folder["out"]}' is not empty: it holds 'notes.txt'.",
            e.Message,
            StringComparison.Ordinal
        );
        File.Delete(folder["out/notes.txt"]);
        File.WriteAllText(folder["out/esri_model_definition.emd"], "{}");
        e = Assert.Throws<SegmentDataException>(() => Export(scene, [Square(1, 0, 0, 5)], tile: 10));
        Assert.Contains("it holds chips that another program wrote.", e.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["out/map.txt"]));
    }

    [Fact]
    public void A_stopped_export_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Export(Scene(), [Square(1, 0, 0, 5)], token: stop.Token));
        Assert.Empty(Directory.GetDirectories(folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_output_error()
    {
        File.WriteAllText(folder["file"], "");
        var options = Options(Scene(), [Square(1, 0, 0, 5)]) with { OutFolder = folder["file/chips"] };
        var e = Assert.Throws<SegmentOutputException>(() => ChipExporter.Export(options));
        Assert.StartsWith(
            $"The chips cannot be written to '{folder["file/chips"]}': ",
            e.Message,
            StringComparison.Ordinal
        );
    }

    private static string Square(int value, double row, double column, double side) =>
        TestVector.Feature(
            $"\"c\":{value},\"class_name\":\"class {value}\"",
            TestVector.Pixels(row, column, side, side)
        );

    private static JsonDocument Json(ChipExportResult result, string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(result.Folder, name)));

    private static string[] Files(string chips, string kind) =>
        [
            .. Directory
                .GetFiles(Path.Combine(chips, kind))
                .Select(f => Path.GetFileName(f)!)
                .Order(StringComparer.Ordinal),
        ];

    private string Scene(Func<int, int, int, double>? sample = null)
    {
        var samples = new double[2 * 30 * 40];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = sample?.Invoke(i / 1200, i % 1200 / 40, i % 40) ?? i + 1;
        }

        return raster.Write(folder["scene.tif"], samples);
    }

    private ChipExportOptions Options(string scene, string[] features, int tile = 8, int stride = 5) =>
        new()
        {
            Scenes = [scene],
            Labels = TestVector.GeoJson(folder["labels.geojson"], features),
            ClassValueField = "c",
            OutFolder = folder["out"],
            TileSizeX = tile,
            StrideX = stride,
        };

    private ChipExportResult Export(
        string scene,
        string[] features,
        int tile = 8,
        int stride = 5,
        List<double>? progress = null,
        CancellationToken token = default
    ) =>
        ChipExporter.Export(
            Options(scene, features, tile, stride),
            progress is null ? null : new Collected(progress),
            notices.Add,
            token
        );

    private sealed class Collected(List<double> values) : IProgress<double>
    {
        public void Report(double value) => values.Add(value);
    }
}
