using Segment.Raster;
using Segment.Runtime.Store;

namespace Segment.Runtime.Tests.Store;

/// <summary>Rows that the journal names are there, whatever happened to the files.</summary>
public sealed class StoreShardTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_come_back_from_each_layer_and_runs_of_NoData_take_no_room() =>
        (
            from height in Gen.Int[1, 60]
            from width in Gen.Int[1, 9000]
            from bandRows in Gen.Int[1, 20]
            from shards in Gen.Int[1, 5]
            from seed in Gen.Int
            select (height, width, bandRows, shards, seed)
        ).Sample(
            c =>
            {
                WorkFolder.Remove(folder["map.tif"]);
                var layers = Layers(c.height, c.width, c.seed);
                var work = Begin(Plan(c.height, c.width, c.bandRows, c.shards));
                var opened = Enumerable.Range(0, c.shards).Select(work.OpenShard).ToList();
                opened.ForEach(shard => Fill(shard, work.Plan, layers, int.MaxValue));
                var store = new MapStore(work.Plan, opened);
                var back = new byte[c.height * c.width];
                foreach (var (i, layer) in layers.Index())
                {
                    store.Read(i, 0, back);
                    Assert.Equal(layer, back);
                }

                Assert.Equal(layers[0].LongCount(v => v == 255), store.Counts[255]);
                Assert.Equal(layers[0].LongCount(v => v == 3), store.Counts[3]);
                opened.ForEach(shard => shard.Dispose());
            },
            iter: 60,
            threads: 1
        );

    [Fact]
    public void A_scene_of_NoData_takes_next_to_no_room()
    {
        var work = Begin(Plan(1000, 20_000, 1000, 1));
        using var shard = work.OpenShard(0);
        var rows = new byte[1000 * 20_000];
        Array.Fill(rows, (byte)255);
        rows[^1] = 7;
        shard.Append(0, 1000, [rows, rows]);

        Assert.True(DiskBytes(shard.Folder) < 64 << 10, $"It takes {DiskBytes(shard.Folder)} bytes.");
        Assert.Equal(rows.Length - 1, shard.Counts[255]);
    }

    [Fact]
    public void A_cut_or_changed_file_costs_the_bands_from_there_on_and_no_more()
    {
        var random = new Random(5);
        for (var run = 0; run < 120; run++)
        {
            WorkFolder.Remove(folder["map.tif"]);
            var work = Begin(Plan(50, 700, 7, 1));
            var layers = Layers(50, 700, run);
            using (var shard = work.OpenShard(0))
            {
                Fill(shard, work.Plan, layers, random.Next(1, 9));
            }

            var victim = random.GetItems(Directory.GetFiles(work.ShardFolder(0)), 1)[0];
            Damage(victim, random);
            using var again = work.OpenShard(0);
            Fill(again, work.Plan, layers, int.MaxValue);
            var back = new byte[50 * 700];
            for (var i = 0; i < 2; i++)
            {
                new MapStore(work.Plan, [again]).Read(i, 0, back);
                Assert.Equal(layers[i], back);
            }
        }
    }

    [Fact]
    public void An_undamaged_shard_goes_on_where_it_stopped()
    {
        var work = Begin(Plan(50, 700, 7, 1));
        var layers = Layers(50, 700, 1);
        using (var shard = work.OpenShard(0))
        {
            Fill(shard, work.Plan, layers, 3);
        }

        using var again = work.OpenShard(0);

        Assert.Equal(21, again.NextRow);
        Assert.Throws<ArgumentException>(() => again.Append(14, 7, [new byte[4900], new byte[4900]]));
    }

    [Fact]
    public void A_shard_that_another_run_works_on_is_refused()
    {
        var work = Begin(Plan(50, 700, 7, 1));
        using var shard = work.OpenShard(0);

        var thrown = Assert.Throws<SegmentOutputException>(() => work.OpenShard(0));

        Assert.Equal(
            $"Another run is at work in '{shard.Folder}'. Wait until it is done, or stop it; then give the same command again.",
            thrown.Message
        );
    }

    [Fact]
    public void Work_that_was_begun_otherwise_is_refused_with_what_differs()
    {
        Begin(Plan(50, 700, 7, 1));

        var thrown = Assert.Throws<SegmentDataException>(() =>
            WorkFolder.Begin(
                folder["map.tif"],
                new Dictionary<string, string>(StringComparer.Ordinal) { ["--padding"] = "64", ["the scene"] = "a" },
                () => Plan(50, 700, 7, 1)
            )
        );

        Assert.Equal(
            $"The unfinished map in '{folder["map.tif.work"]}' was begun otherwise: --padding (was auto, is 64). Give the "
                + "command as it was then to go on, or add --restart to throw that work away and begin anew.",
            thrown.Message
        );
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"schemaVersion\":2}")]
    [InlineData(
        "{\"schemaVersion\":1,\"key\":{},\"map\":{},\"bandRows\":1,\"coreWidth\":1,\"padding\":0,\"layers\":[\"class\"],\"shards\":1}"
    )]
    [InlineData(
        "{\"schemaVersion\":1,\"key\":{},\"map\":{},\"bandRows\":1,\"coreWidth\":1,\"padding\":0,\"layers\":[\"../x\"],\"shards\":1}"
    )]
    public void A_plan_that_is_none_is_refused(string json)
    {
        Directory.CreateDirectory(folder["map.tif.work"]);
        File.WriteAllText(folder[Path.Combine("map.tif.work", "plan.json")], json);

        Assert.Throws<SegmentDataException>(() => WorkFolder.Find(folder["map.tif"]));
    }

    private static StorePlan Plan(int height, int width, int bandRows, int shards) =>
        new()
        {
            Key = new Dictionary<string, string>(),
            Map = new MapDescription
            {
                Scene = "scene.tif",
                Package = "model",
                Bands = ["red"],
                Grid = new GridGeometry(height, width, new GeoTransform(1, 2, 0, 3, 0, -2), "crs"),
                Classes = [new LandCoverClass(1, "Sea", new ClassColor(1, 2, 3))],
                Metadata = new Dictionary<string, string>(),
            },
            BandRows = bandRows,
            CoreWidth = 8,
            Padding = 0,
            Layers = ["class", "confidence"],
            Shards = shards,
        };

    /// <summary>Two layers (H, W): class indices 0–3 and confidences, both with runs of NoData.</summary>
    private static byte[][] Layers(int height, int width, int seed)
    {
        var random = new Random(seed);
        var layers = new[] { new byte[height * width], new byte[height * width] };
        for (var i = 0; i < height * width; )
        {
            var run = Math.Min(random.Next(1, 20_000), (height * width) - i);
            var isData = random.Next(2) == 0;
            for (var j = i; j < i + run; j++)
            {
                layers[0][j] = isData ? (byte)random.Next(4) : (byte)255;
                layers[1][j] = isData ? (byte)random.Next(250) : (byte)255;
            }

            i += run;
        }

        return layers;
    }

    private static void Fill(StoreShard shard, StorePlan plan, byte[][] layers, int bands)
    {
        for (var i = 0; i < bands && !shard.IsComplete; i++)
        {
            var (first, rows) = (shard.NextRow, Math.Min(plan.BandRows, shard.EndRow - shard.NextRow));
            shard.Append(
                first,
                rows,
                [.. layers.Select(layer => (ReadOnlyMemory<byte>)layer.AsMemory(first * plan.Width, rows * plan.Width))]
            );
        }
    }

    private static void Damage(string path, Random random)
    {
        using var file = new FileStream(path, FileMode.Open);
        switch (random.Next(4))
        {
            case 0:
                file.SetLength(random.NextInt64(file.Length));
                break;
            case 1:
                file.Position = random.NextInt64(file.Length);
                var value = file.ReadByte();
                file.Position--;
                file.WriteByte((byte)(value ^ (1 << random.Next(8))));
                break;
            case 2:
                file.Position = file.Length;
                file.Write(new byte[random.Next(1, 5000)]);
                break;
            default:
                file.SetLength(file.Length + random.Next(1, 5000));
                break;
        }
    }

    private static long DiskBytes(string path)
    {
        using var du = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("du", ["-s", "-B1", path])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        return long.Parse(
            du.StandardOutput.ReadToEnd().Split('\t')[0],
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    private WorkFolder Begin(StorePlan plan) =>
        WorkFolder.Begin(
            folder["map.tif"],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["--padding"] = "auto", ["the scene"] = "a" },
            () => plan
        );
}
