using System.Text;
using System.Text.Json;
using Segment.Networks.Tests;
using Segment.Raster.Chips;
using Segment.Raster.Chips.Formats;

namespace Segment.Raster.Tests.Chips;

/// <summary>Every metadata format of the catalog, against its golden file: all files, their texts, and the values of label
/// rasters.</summary>
public sealed class MetadataFormatTests : IDisposable
{
    private readonly CutScene scene = new();

    public static TheoryData<string> Names => [.. MetadataFormats.Names];

    public void Dispose() => scene.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_layout_is_that_of_the_golden_file(string name)
    {
        var result = scene.Export(Options(name));

        Assert.Equal(name, result.MetadataFormat);
        GoldenFile.Equal($"chips/{name}.txt", Listing(result.Folder));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_on_another_format_answers_with_the_table_and_the_command(string name)
    {
        var folder = scene.Export(Options(name)).Folder;
        if (name == MetadataFormats.ClassifiedTiles)
        {
            Assert.Equal(3, ChipFolder.Open(folder).Chips.Count);
            return;
        }

        var message = Assert.Throws<SegmentDataException>(() => ChipFolder.Open(folder)).Message;
        Assert.Contains($"in the format {name}", message, StringComparison.Ordinal);
        Assert.All(MetadataFormats.Names, n => Assert.Contains(n, message, StringComparison.Ordinal));
        Assert.Contains("segment chips --scene '", message, StringComparison.Ordinal);
        if (MetadataFormats.TryFind(name)!.Needs != LabelNeed.None)
        {
            Assert.Contains(
                "--class-value-field 'c' --metadata-format Classified_Tiles",
                message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Every_model_type_is_fed_by_some_format_and_u_net_by_classified_tiles_alone()
    {
        Assert.Equal(
            [MetadataFormats.ClassifiedTiles],
            MetadataFormats.All.Where(f => f.ModelTypes.Contains("U-Net")).Select(f => f.Name)
        );
        Assert.All(MetadataFormats.All, f => Assert.NotEmpty(f.ModelTypes));
        Assert.Same(MetadataFormats.All[0], MetadataFormats.TryFind("classified_tiles"));
    }

    [Fact]
    public void Kitti_lines_have_the_columns_of_those_that_arcgis_wrote()
    {
        var theirs = Path.Combine(
            SharedData.Find("arcgis_exports", "phragmites_labeled_tiles"),
            "labels",
            "000000000.txt"
        );
        scene.Export(Options("KITTI_rectangles"));
        var own = File.ReadAllText(scene["chips/labels/000000000.txt"]);

        Assert.Equal(Shape(File.ReadAllText(theirs)), Shape(own.Split("\r\n")[0] + "\r\n"));
    }

    [Theory]
    [InlineData("KITTI_rectangles", "phragmites_labeled_tiles")]
    [InlineData("Classified_Tiles", "building_classified_tiles_metadata")]
    public void The_json_files_have_every_key_that_arcgis_wrote(string format, string export)
    {
        var folder = SharedData.Find("arcgis_exports", export);
        scene.Export(Options(format));

        foreach (var name in new[] { "esri_model_definition.emd", "esri_accumulated_stats.json" })
        {
            using var theirs = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name)));
            using var own = JsonDocument.Parse(File.ReadAllText(scene[$"chips/{name}"]));
            Assert.Empty(Keys(theirs.RootElement, "").Except(Keys(own.RootElement, ""), StringComparer.Ordinal));
        }
    }

    private static IEnumerable<string> Keys(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(p => Keys(p.Value, $"{path}/{p.Name}").Append($"{path}/{p.Name}")),
            JsonValueKind.Array when element.GetArrayLength() > 0 => Keys(element[0], $"{path}[]"),
            _ => [],
        };

    // Digits as 9: what is left are columns and widths.
    private static string Shape(string text) =>
        string.Concat(text.TrimEnd('\r', '\n').Select(c => char.IsDigit(c) ? '9' : c)).Replace(" 99.99", "  9.99");

    private static string Listing(string folder)
    {
        var text = new StringBuilder();
        var files = Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            text.Append($"== {file}\n");
            var path = Path.Combine(folder, file);
            if (Path.GetExtension(file) is ".txt" or ".xml")
            {
                text.Append(File.ReadAllText(path).Replace("\r\n", "\\r\\n\n", StringComparison.Ordinal));
            }
            else if (Path.GetExtension(file) == ".tif")
            {
                AppendRaster(text, path);
            }
        }

        return text.ToString();
    }

    private static void AppendRaster(StringBuilder text, string path)
    {
        using var raster = RasterSource.Open(path);
        var t = raster.Grid.Transform!.Value;
        var values = CutScene
            .Samples(path)
            .GroupBy(v => v)
            .OrderBy(g => g.Key)
            .Select(g => $"{g.Key} × {g.Count()}")
            .ToArray();
        var shown = values.Length > 6 ? $"{values.Length} values" : string.Join(", ", values);
        text.Append($"{raster.Width} × {raster.Height} × {raster.Bands.Count} {raster.Bands[0].Type.Name()}, ")
            .Append($"NoData {raster.Bands[0].NoData}, x {t.OriginX}, y {t.OriginY}: {shown}\n");
    }

    private ChipExportOptions Options(string name)
    {
        var options = scene.Options(
            CutScene.Square(3, 1, 1, 5, 4),
            CutScene.Square(3, 7, 5, 2, 3),
            CutScene.Square(7, 12, 8, 6, 6)
        ) with
        {
            MetadataFormat = name,
        };
        var format = MetadataFormats.TryFind(name)!;
        return options with
        {
            InRaster2 = format.SecondRaster == SecondRaster.Needed ? scene.Scene("second.tif") : null,
            InInstanceData = name == MetadataFormats.PanopticSegmentation ? options.Labels : null,
            InstanceClassValueField = "c",
        };
    }
}
