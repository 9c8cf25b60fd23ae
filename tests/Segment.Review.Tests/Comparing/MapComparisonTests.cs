using System.IO.Compression;
using System.Text.Json;
using Segment.Raster;
using Segment.Review.Comparing;
using Segment.Tests.Shared;

namespace Segment.Review.Tests.Comparing;

public sealed class MapComparisonTests : IDisposable
{
    private readonly List<IDisposable> owned = [];
    private readonly List<string> notices = [];

    [Fact]
    public void Areas_pairs_and_disagreement_equal_the_pixels()
    {
        var place = Make(40, 30);
        Func<int, int, int>[] maps = [(r, _) => r % 3, (r, c) => c == 0 ? MappedScene.NoData : r % 2, (_, c) => c % 3];
        var data = Write(place, [.. maps.Select((m, i) => place.Map($"{i}.tif", m))]).Data;
        var pixels = from r in Enumerable.Range(0, 40) from c in Enumerable.Range(0, 30) select (r, c);
        var values = pixels.Select(p => maps.Select(m => m(p.r, p.c)).ToArray()).ToList();
        for (var map = 0; map < 3; map++)
        {
            var expected = Enumerable.Range(0, 3).Select(c => values.LongCount(v => v[map] == c));
            Assert.Equal(expected, data.Maps[map].Pixels);
        }

        foreach (var pair in data.Pairs)
        {
            for (var i = 0; i < pair.Cells.Count; i += 3)
            {
                var cell = pair.Cells.Skip(i).Take(3).ToArray();
                Assert.Equal(values.LongCount(v => v[pair.First] == cell[0] && v[pair.Second] == cell[1]), cell[2]);
            }

            var both = values.LongCount(v =>
                v[pair.First] != MappedScene.NoData && v[pair.Second] != MappedScene.NoData
            );
            Assert.Equal(both, pair.Cells.Where((_, i) => i % 3 == 2).Sum());
        }

        var differing = values
            .Select(v => v.Where(x => x != MappedScene.NoData).ToList())
            .Select(v => v.Count - v.GroupBy(x => x).Max(g => g.Count()))
            .ToList();
        Assert.Equal(
            [.. Enumerable.Range(0, 3).Select(k => differing.LongCount(d => d == k))],
            data.Disagreement!.Pixels
        );
        Assert.Equal(1.0, data.Maps[0].Hectares!.Value, 9);
        Assert.Equal(["Water", "Forest", "Built-up <areas>"], data.Classes.Select(c => c.Name));
    }

    [Fact]
    public void Tiles_of_the_finest_level_hold_the_maps_pixels_and_the_scenes_levels()
    {
        var place = Make(700, 530);
        var result = Write(place, place.Map("a.tif", (r, c) => ((r / 7) + (c / 5)) % 3));
        var tiles = Tiles(result);
        Assert.Equal((2, 0), (result.Data.Tiles.Levels, result.Data.Tiles.EmbeddedFrom));
        Assert.Equal(5 * 4, tiles.Count);
        var tile = tiles["m0/0/1/1"];
        Assert.Equal((700 - 512) * (530 - 512), tile.Length);
        Assert.All(
            Enumerable.Range(0, tile.Length),
            i => Assert.Equal((((512 + (i / 18)) / 7) + ((512 + (i % 18)) / 5)) % 3, tile[i])
        );

        // Differences to the left, along a row that grows by 1 from pixel to pixel; the first pixel holds no data.
        var band = tiles["s0/0/0/0"];
        Assert.Equal(0, band[0]);
        var levels = band.AsSpan(0, 512).ToArray();
        for (var i = 1; i < levels.Length; i++)
        {
            levels[i] += levels[i - 1];
        }

        var info = result.Data.Scene.Bands[0];
        for (var column = 1; column < 512; column++)
        {
            var value = info.Low + ((levels[column] - 1) * (info.High - info.Low) / 254);
            Assert.Equal(Math.Clamp(1 + column, info.Low, info.High), value, (info.High - info.Low) / 254);
        }

        Assert.Equal([2, 1, 0], result.Data.Scene.Shown);
    }

    [Fact]
    public void Coarser_levels_hold_the_commonest_class()
    {
        var place = Make(600, 600);
        var result = Write(place, place.Map("a.tif", (r, c) => (r % 2 == 0) && (c % 2 == 0) ? 0 : 2));
        Assert.All(Tiles(result)["m0/1/0/0"], c => Assert.Equal(2, c));
    }

    [Fact]
    public void Large_rasters_lie_beside_the_page_as_scripts()
    {
        var place = Make(1500, 1500, bands: 1);
        var many = Enumerable
            .Range(1, 250)
            .Select(v => new LandCoverClass(v, $"c{v}", new ClassColor((byte)v, 0, 0)))
            .ToList();
        var maps = Enumerable
            .Range(0, 5)
            .Select(i =>
            {
                var random = new Random(i);
                return place.Map($"{i}.tif", (_, _) => random.Next(250), many);
            })
            .ToArray();
        var result = Write(place, maps);
        Assert.True(new FileInfo(result.Page).Length < 15_000_000);
        Assert.Equal(1, result.Data.Tiles.EmbeddedFrom);
        Assert.Equal(7 * 9, Directory.GetFiles(result.Tiles!, "*.js", SearchOption.AllDirectories).Length);
        Assert.DoesNotContain(
            Tiles(result).Keys,
            k => k.Contains("/0/", StringComparison.Ordinal) && k.Split('/')[1] == "0"
        );
        var text = File.ReadAllText(Path.Combine(result.Tiles!, "m3", "0", "2_1.js"));
        const string call = "segmentTile(\"m3/0/2/1\",\"";
        Assert.StartsWith(call, text, StringComparison.Ordinal);
        Assert.Equal((1500 - 1024) * 512, Unpack(text[call.Length..^2]).Length);

        // A smaller comparison in the same folder leaves nothing of the larger one.
        Assert.Null(Write(place, maps[0]).Tiles);
        Assert.False(Directory.Exists(result.Tiles));
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(result.Page)!, "*.partial"));
    }

    [Fact]
    public void Map_on_another_grid_is_drawn_by_nearest_pixels_and_counted_in_its_own()
    {
        var place = Make(40, 40);
        var coarse = place.Grid with
        {
            Height = 10,
            Width = 10,
            Transform = new GeoTransform(300_000, 400, 0, 1_900_000, 0, -400),
        };
        var first = place.Map("fine.tif", (r, _) => r < 20 ? 0 : 1);
        var second = place.Map("coarse.tif", (r, _) => r < 5 ? 0 : 2, grid: coarse);
        var data = Write(place, first, second).Data;
        Assert.Equal([50, 0, 50], data.Maps[1].Pixels);
        Assert.Equal(16, data.Maps[1].Hectares!.Value, 9);
        Assert.Equal([0, 0, 800, 1, 2, 800], data.Pairs[0].Cells);
        Assert.Contains(
            notices,
            n => n.Contains("coarse.tif", StringComparison.Ordinal) && n.Contains("fine.tif", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Beyond_a_map_without_nodata_there_is_no_class(byte value)
    {
        var place = Make(40, 40);
        var data = Write(place, place.Map("whole.tif", (_, _) => 1), place.Bare("part.img", 15, value)).Data;
        Assert.Equal(15 * 15, data.Maps[1].Pixels.Sum());
        Assert.Equal(15 * 15, data.Pairs[0].Cells[2]);
    }

    [Fact]
    public void Maps_that_cannot_be_laid_over_each_other_are_both_named()
    {
        var place = Make(40, 40);
        var first = place.Map("here.tif", (_, _) => 0);
        var unplaced = place.Map("nowhere.tif", (_, _) => 0, grid: new GridGeometry(20, 20, null, ""));
        var far = place.Grid with { Transform = new GeoTransform(900_000, 100, 0, 1_900_000, 0, -100) };
        var elsewhere = place.Map("elsewhere.tif", (_, _) => 0, grid: far);
        foreach (var other in new[] { unplaced, elsewhere })
        {
            var error = Assert.Throws<SegmentDataException>(() => Write(place, first, other));
            Assert.Contains("here.tif", error.Message, StringComparison.Ordinal);
            Assert.Contains(Path.GetFileName(other), error.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(place.Folder, "out", "compare.html")));
        }

        var scene = Make(40, 40);
        var wrong = Assert.Throws<SegmentDataException>(() => Write(scene, elsewhere));
        Assert.Contains("mosaic.img", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_of_one_name_are_one_and_unnamed_ones_go_by_value()
    {
        var place = Make(30, 30);
        var first = place.Map("named.tif", (_, c) => c % 3);
        LandCoverClass[] other =
        [
            new(1, "forest", new ClassColor(1, 1, 1)),
            new(4, "Sand", new ClassColor(2, 2, 2)),
            new(9, "9", new ClassColor(3, 3, 3)),
        ];
        var second = place.Map("other.tif", (_, c) => c % 3, other);
        var data = Write(place, first, second).Data;
        Assert.Equal(["Water", "Forest", "Sand", "Built-up <areas>"], data.Classes.Select(c => c.Name));
        Assert.Equal([0, 300, 300, 300], data.Maps[1].Pixels);
        Assert.Contains(notices, n => n.Contains("'forest' has the value 1", StringComparison.Ordinal));
        Assert.Contains(notices, n => n.Contains("'Sand'", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_tell_all_their_problems_at_once()
    {
        var options = new ComparisonOptions
        {
            Maps = [],
            Scene = "s.tif",
            Titles = ["one"],
            Bands = [.. Enumerable.Repeat("1", 17)],
        };
        Assert.Equal(3, options.Problems().Count());
        var twice = new ComparisonOptions { Maps = ["a.tif", "./a.tif"], Scene = "s.tif" };
        Assert.Single(twice.Problems());
    }

    public void Dispose() => owned.ForEach(o => o.Dispose());

    private MappedScene Make(int height, int width, int bands = 3)
    {
        var place = new MappedScene(height, width, bands);
        owned.Add(place);
        return place;
    }

    private ComparisonResult Write(MappedScene place, params string[] maps) =>
        MapComparison.Write(
            new ComparisonOptions { Maps = maps, Scene = place.Scene },
            Path.Combine(place.Folder, "out"),
            notices.Add,
            token: TestContext.Current.CancellationToken
        );

    private static Dictionary<string, byte[]> Tiles(ComparisonResult result)
    {
        var page = File.ReadAllText(result.Page);
        const string start = "id=\"tiles\">";
        var json = page[(page.IndexOf(start, StringComparison.Ordinal) + start.Length)..];
        json = json[..json.IndexOf("</script>", StringComparison.Ordinal)];
        return JsonSerializer
            .Deserialize<Dictionary<string, string>>(json)!
            .ToDictionary(t => t.Key, t => Unpack(t.Value));
    }

    private static byte[] Unpack(string base64)
    {
        using var zlib = new ZLibStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        zlib.CopyTo(bytes);
        return bytes.ToArray();
    }
}
