using System.Security.Cryptography;
using System.Text.Json;
using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.Runtime.Tests.Maps;

/// <summary>The item beside a map keeps the rules of STAC 1.1.0 and of the extensions that it names.</summary>
public sealed class StacItemTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_item_describes_map_layers_and_classes()
    {
        var item = Classify(options =>
            options with
            {
                Layers = ExtraLayers.Confidence | ExtraLayers.Probabilities,
                SceneTime = new DateTimeOffset(2002, 4, 16, 10, 30, 0, TimeSpan.Zero),
                AbstainBelow = 0.5,
                AbstainValue = 99,
            }
        );

        Assert.Equal("Feature", item.GetProperty("type").GetString());
        Assert.Equal("1.1.0", item.GetProperty("stac_version").GetString());
        Assert.Equal("map", item.GetProperty("id").GetString());
        Assert.Empty(item.GetProperty("links").EnumerateArray());
        Assert.All(
            item.GetProperty("stac_extensions").EnumerateArray(),
            e => Assert.Matches("^https://stac-extensions.github.io/[a-z]+/v[0-9.]+/schema.json$", e.GetString())
        );
        CheckPlace(item);
        var properties = item.GetProperty("properties");
        Assert.Equal("2002-04-16T10:30:00Z", properties.GetProperty("datetime").GetString());
        Assert.Equal([40, 50], properties.GetProperty("proj:shape").EnumerateArray().Select(v => v.GetInt32()));
        Assert.Equal(
            [30, 0, 300000, 0, -30, 9100000],
            properties.GetProperty("proj:transform").EnumerateArray().Select(v => v.GetDouble())
        );
        Assert.Equal("scene.bin", properties.GetProperty("segment:scene").GetString());

        var assets = item.GetProperty("assets").EnumerateObject().ToDictionary(a => a.Name, a => a.Value);
        Assert.Equal(["confidence", "map", "probabilities"], assets.Keys.Order(StringComparer.Ordinal));
        foreach (var asset in assets.Values)
        {
            CheckFile(asset);
        }

        CheckClasses(assets["map"].GetProperty("bands")[0]);
        Assert.Equal(
            ["probability_1", "probability_11", "probability_21"],
            assets["probabilities"]
                .GetProperty("bands")
                .EnumerateArray()
                .Select(b => b.GetProperty("name").GetString()!)
        );
        Assert.Equal(0.004, assets["confidence"].GetProperty("bands")[0].GetProperty("raster:scale").GetDouble());
    }

    [Fact]
    public void Without_a_place_or_a_time_the_item_says_so()
    {
        var item = Classify(options => options, new TestScene(40, 50) { HasCrs = false });

        Assert.Equal(JsonValueKind.Null, item.GetProperty("geometry").ValueKind);
        Assert.False(item.TryGetProperty("bbox", out _));
        var properties = item.GetProperty("properties");
        Assert.Equal(JsonValueKind.Null, properties.GetProperty("datetime").ValueKind);
        Assert.True(properties.TryGetProperty("start_datetime", out _));
        Assert.True(properties.TryGetProperty("end_datetime", out _));
        Assert.Equal(JsonValueKind.Null, properties.GetProperty("proj:code").ValueKind);
    }

    [Fact]
    public void Layers_lie_beside_the_map_with_their_names_and_scales()
    {
        Classify(options => options with { Layers = ExtraLayers.Confidence | ExtraLayers.Probabilities });

        using var confidence = RasterSource.Open(folder["map_confidence.tif"]);
        using var probabilities = RasterSource.Open(folder["map_probabilities.tif"]);
        using var map = RasterSource.Open(folder["map.tif"]);
        Assert.Equal(map.Grid, confidence.Grid);
        Assert.Equal([("Confidence", 255.0)], confidence.Bands.Select(b => (b.Name, b.NoData!.Value)));
        Assert.Equal(
            ["Probability of Sea", "Probability of Forest", "Probability of Town"],
            probabilities.Bands.Select(b => b.Name)
        );

        // The confidence is the greatest of the probabilities.
        var (sure, all) = (new float[2000], new float[6000]);
        confidence.Read(confidence.Grid.Extent, [0], sure);
        probabilities.Read(probabilities.Grid.Extent, [0, 1, 2], all);
        Assert.Equal(
            Enumerable.Range(0, 2000).Select(i => Math.Max(all[i], Math.Max(all[i + 2000], all[i + 4000]))),
            sure
        );
    }

    private static void CheckPlace(JsonElement item)
    {
        var geometry = item.GetProperty("geometry");
        Assert.Equal("Polygon", geometry.GetProperty("type").GetString());
        var ring = geometry
            .GetProperty("coordinates")[0]
            .EnumerateArray()
            .Select(p => (p[0].GetDouble(), p[1].GetDouble()));
        var points = ring.ToList();
        Assert.Equal(points[0], points[^1]);
        Assert.All(points, p => Assert.InRange(p.Item1, -35, -34.7));
        Assert.All(points, p => Assert.InRange(p.Item2, -8.2, -8.1));

        // RFC 7946: the outer ring runs anticlockwise.
        Assert.True(points.Zip(points.Skip(1), (a, b) => (a.Item1 * b.Item2) - (b.Item1 * a.Item2)).Sum() > 0);
        Assert.Equal(
            [points.Min(p => p.Item1), points.Min(p => p.Item2), points.Max(p => p.Item1), points.Max(p => p.Item2)],
            item.GetProperty("bbox").EnumerateArray().Select(v => v.GetDouble())
        );
    }

    private static void CheckClasses(JsonElement band)
    {
        Assert.Equal(255, band.GetProperty("nodata").GetInt32());
        var classes = band.GetProperty("classification:classes").EnumerateArray().ToList();
        Assert.Equal([1, 11, 21, 99, 255], classes.Select(c => c.GetProperty("value").GetInt32()));
        Assert.All(classes, c => Assert.DoesNotContain(c.GetProperty("name").GetString()!, l => !IsMachine(l)));
        Assert.Equal("0064FF", classes[0].GetProperty("color_hint").GetString());
        Assert.True(classes[^1].GetProperty("nodata").GetBoolean());
        Assert.Equal(2000, classes.SkipLast(1).Sum(c => c.GetProperty("count").GetInt64()));
        Assert.Equal(100, classes.SkipLast(1).Sum(c => c.GetProperty("percentage").GetDouble()), 0.01);
    }

    private void CheckFile(JsonElement asset)
    {
        Assert.Equal("image/tiff; application=geotiff; profile=cloud-optimized", asset.GetProperty("type").GetString());
        Assert.Equal("data", Assert.Single(asset.GetProperty("roles").EnumerateArray()).GetString());
        var bytes = File.ReadAllBytes(folder[asset.GetProperty("href").GetString()![2..]]);
        Assert.Equal(bytes.Length, asset.GetProperty("file:size").GetInt64());
        Assert.Equal(
            $"1220{Convert.ToHexStringLower(SHA256.HashData(bytes))}",
            asset.GetProperty("file:checksum").GetString()
        );
    }

    private JsonElement Classify(Func<ClassifyOptions, ClassifyOptions> change, TestScene? test = null)
    {
        test ??= new TestScene(40, 50);
        var options = new ClassifyOptions
        {
            ModelPath = TestPackage.Network(folder["net.dlpk"], classes: 3),
            ScenePath = test.Write(folder["scene.bin"], test.Samples(3, seed: 2)),
            OutPath = folder["map.tif"],
        };
        Classifier.Run(change(options), token: TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(File.ReadAllBytes(folder["map.stac.json"]));
        return document.RootElement.Clone();
    }

    // The extension's pattern: ^[0-9A-Za-z-_]+$.
    private static bool IsMachine(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
