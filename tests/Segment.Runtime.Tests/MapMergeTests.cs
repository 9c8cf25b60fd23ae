using Segment.Runtime.Store;

namespace Segment.Runtime.Tests;

/// <summary>A map of shards is the map of a single run.</summary>
public sealed class MapMergeTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void The_merged_map_equals_the_single_run_byte_for_byte(int count)
    {
        var options = Options();
        Classifier.Run(options with { OutPath = folder["single.tif"] });
        var random = new Random(count);
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        foreach (var index in order)
        {
            // Stopped at a random moment, with other lanes, once more, and once more when it is done.
            var shard = options with
            {
                Shard = new ShardNumber(index, count),
                Lanes = random.Next(1, 4),
            };
            using (var stop = new CancellationTokenSource(random.Next(1, 60)))
            {
                try
                {
                    Classifier.Run(shard, token: stop.Token);
                }
                catch (OperationCanceledException)
                {
                    // As wished.
                }
            }

            Classifier.Run(shard);
            Assert.Equal(0, Classifier.Run(shard).Tiles);
        }

        var result = MapMerge.Run(options.OutPath);

        Assert.Equal(130 * 140, result.Classes.Sum(c => c.Pixels) + result.NoDataPixels);
        Assert.Equal(File.ReadAllBytes(folder["single.tif"]), File.ReadAllBytes(options.OutPath));
        Assert.Equal(File.ReadAllBytes(folder["single.tif.aux.xml"]), File.ReadAllBytes($"{options.OutPath}.aux.xml"));
        Assert.False(Directory.Exists(WorkFolder.PathOf(options.OutPath)));
    }

    [Fact]
    public void Missing_shards_are_listed_and_nothing_is_written()
    {
        var options = Options();
        foreach (var index in new[] { 0, 2, 6 })
        {
            Classifier.Run(options with { Shard = new ShardNumber(index, 7) });
        }

        // One lost its seal, one was cut short after it.
        var work = WorkFolder.PathOf(options.OutPath);
        File.Delete(Path.Combine(work, "shard-0-of-7", "shard.json"));
        File.WriteAllBytes(Path.Combine(work, "shard-6-of-7", "class.u8"), [1, 2]);

        var thrown = Assert.Throws<SegmentDataException>(() => MapMerge.Run(options.OutPath));

        Assert.Equal(
            $"6 of 7 shards in '{work}' are missing or unfinished: 0-1,3-6. Run them again, such as with sbatch --array=0-1,3-6, "
                + "or each with --shard I/7; then merge.",
            thrown.Message
        );
        Assert.False(File.Exists(options.OutPath));
    }

    [Fact]
    public void Shards_that_do_not_fit_the_plan_are_refused()
    {
        var options = Options();
        Classifier.Run(options with { Shard = new ShardNumber(0, 4) });

        var other = Refused(options with { Shard = new ShardNumber(1, 3) });
        var single = Refused(options);
        var tile = Refused(options with { Shard = new ShardNumber(1, 4), TileSize = 48 });
        var restart = Refused(options with { Shard = new ShardNumber(1, 4), Restart = true });

        Assert.Contains("--shard (was one of 4, is one of 3)", other, StringComparison.Ordinal);
        Assert.Contains("--shard (was one of 4, is not given)", single, StringComparison.Ordinal);
        Assert.Contains("--tile-size (was 32, is 48)", tile, StringComparison.Ordinal);
        Assert.StartsWith("--restart with --shard would throw", restart, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_nobody_began_cannot_be_merged() =>
        Assert.StartsWith(
            $"There are no shards of '{folder["none.tif"]}'",
            Assert.Throws<SegmentDataException>(() => MapMerge.Run(folder["none.tif"])).Message,
            StringComparison.Ordinal
        );

    private static string Refused(ClassifyOptions options) =>
        Assert.Throws<SegmentDataException>(() => Classifier.Run(options)).Message;

    private ClassifyOptions Options()
    {
        var scene = new TestScene(130, 140) { NoData = 0 };
        var samples = scene.Samples(3, 4);
        samples.AsSpan(0, 40 * 140).Clear();
        return new ClassifyOptions
        {
            ModelPath = TestPackage.Network(folder["light.dlpk"], padding: 8),
            ScenePath = scene.Write(folder["a.img"], samples),
            OutPath = folder["map.tif"],
            TileSize = 32,
            Device = InferenceDevice.Cpu,
        };
    }
}
