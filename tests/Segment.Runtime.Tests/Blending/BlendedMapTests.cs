using Segment.Raster.Maps;

namespace Segment.Runtime.Tests.Blending;

/// <summary>Maps of networks that take means over the whole tile.</summary>
public sealed class BlendedMapTests : IDisposable
{
    private const ExtraLayers All =
        ExtraLayers.Confidence | ExtraLayers.Entropy | ExtraLayers.Applicability | ExtraLayers.Probabilities;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tiles_that_disagree_are_blended_and_the_seams_do_not_show()
    {
        var options = Options(130, 140) with { TileSize = 32 };
        var notices = new List<string>();
        var cut = Classifier.Run(options with { Blend = TileBlending.None, Padding = 8, OutPath = folder["cut.tif"] });

        var blended = Classifier.Run(options, notice: notices.Add);

        Assert.True(cut.SeamDifferences > 0.05 * cut.SeamPixels, $"{cut.SeamDifferences} of {cut.SeamPixels}");
        Assert.True(
            blended.SeamDifferences > 0.05 * blended.SeamPixels,
            "What is compared are the tiles, before they blend."
        );
        Assert.True(blended.Blends && !cut.Blends);
        Assert.InRange(blended.ChangesAcrossSeams, 0.001, blended.ChangesElsewhere * 1.3);
        Assert.InRange(blended.OverlapTax, 3, 4);
        Assert.Contains(
            "deeplabv3plus over light takes means over the whole tile, so no two tiles agree wholly: they overlap by half and are "
                + "blended with a Hann window, which computes each pixel up to four times. --blend none cuts them instead.",
            notices
        );
        Assert.Contains(
            notices,
            n =>
                n.StartsWith(
                    "Planned: 64 tiles of 32 × 32 px, half of each blended with the next (Hann window), each pixel computed 3.60 times;",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void The_map_and_its_layers_do_not_depend_on_lanes_and_batches()
    {
        var options = Options(130, 140, holes: true) with { TileSize = 32, Layers = All, Lanes = 1 };
        Classifier.Run(options);
        foreach (var (lanes, batch) in new[] { (2, 1), (3, 2), (1, 5) })
        {
            var other = options with { Lanes = lanes, BatchSize = batch, OutPath = folder[$"{lanes}-{batch}.tif"] };
            Classifier.Run(other);
            AssertSame(options.OutPath, other.OutPath);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(9)]
    public void Merged_shards_that_were_stopped_at_random_moments_are_the_single_run_byte_for_byte(int count)
    {
        var options = Options(130, 140, holes: true) with { TileSize = 32, Layers = All };
        Classifier.Run(options with { OutPath = folder["single.tif"] });
        var random = new Random(count);
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        foreach (var index in order)
        {
            var shard = options with { Shard = new ShardNumber(index, count), Lanes = random.Next(1, 4) };
            Stopped(shard, random.NextDouble());
            Classifier.Run(shard);
            Assert.Equal(0, Classifier.Run(shard).Tiles);
        }

        MapMerge.Run(options.OutPath);

        AssertSame(folder["single.tif"], options.OutPath);
    }

    [Fact]
    public void A_run_that_is_stopped_again_and_again_goes_on_to_the_same_bytes()
    {
        var options = Options(400, 60, holes: true) with { TileSize = 32, Layers = All };
        Classifier.Run(options with { OutPath = folder["whole.tif"] });
        for (var i = 1; i < 8; i++)
        {
            Stopped(options with { Lanes = 1 + (i % 3) }, i / 8.0);
        }

        Classifier.Run(options);

        AssertSame(folder["whole.tif"], options.OutPath);
    }

    [Fact]
    public void Where_all_tiles_agree_blending_changes_nothing()
    {
        var scene = new TestScene(90, 110) { NoData = 0 };
        var options = new ClassifyOptions
        {
            ModelPath = TestPackage.BrightestBand(folder["a.dlpk"]),
            ScenePath = scene.Write(folder["a.img"], Holes(scene, scene.Samples(3, 5))),
            OutPath = folder["cut.tif"],
            TileSize = 24,
            Device = InferenceDevice.Cpu,
            Layers = ExtraLayers.Confidence | ExtraLayers.Applicability,
        };
        Classifier.Run(options);

        var result = Classifier.Run(options with { Blend = TileBlending.Hann, OutPath = folder["blended.tif"] });

        Assert.True(result.Blends);
        Assert.Equal(0, result.SeamDifferences);
        Assert.Equal(ClassifiedMap.Read(folder["cut.tif"]), ClassifiedMap.Read(folder["blended.tif"]));
    }

    [Fact]
    public void One_tile_over_the_whole_scene_is_what_the_network_says()
    {
        var options = Options(60, 70) with { TileSize = 128 };

        var blended = ClassifiedMap.Classify(options);
        var cut = ClassifiedMap.Classify(options with { Blend = TileBlending.None, OutPath = folder["cut.tif"] });

        // Probabilities are kept in 65,025 steps: two classes as good as equal may change places.
        Assert.InRange(blended.Zip(cut).Count(pair => pair.First != pair.Second), 0, 4);
    }

    [Fact]
    public void Confidence_and_abstaining_come_from_the_blended_probabilities()
    {
        var options = Options(100, 100) with { TileSize = 32, Layers = All, AbstainBelow = 0.6 };
        var result = Classifier.Run(options);

        var index = ClassifiedMap.Read(options.OutPath);
        using var confidence = Segment.Raster.RasterSource.Open(folder["map_confidence.tif"]);
        using var probabilities = Segment.Raster.RasterSource.Open(folder["map_probabilities.tif"]);
        var (sure, shares) = (new float[10_000], new float[30_000]);
        confidence.Read(new(0, 0, 100, 100), [0], sure);
        probabilities.Read(new(0, 0, 100, 100), [0, 1, 2], shares);

        Assert.True(result.AbstainedPixels > 100);
        for (var i = 0; i < index.Length; i++)
        {
            Assert.Equal(sure[i], Math.Max(shares[i], Math.Max(shares[10_000 + i], shares[20_000 + i])));
            Assert.InRange(shares[i] + shares[10_000 + i] + shares[20_000 + i], 248, 252);
            Assert.Equal(sure[i] < 150, index[i] == MapLayer.NoData);
        }
    }

    [Fact]
    public void A_padding_cuts_the_tiles_and_a_notice_says_what_that_means()
    {
        var notices = new List<string>();

        var result = Classifier.Run(Options(60, 70) with { TileSize = 32, Padding = 8 }, notice: notices.Add);

        Assert.False(result.Blends);
        Assert.Contains(
            "deeplabv3plus over light takes means over the whole tile, so no two tiles agree wholly. As --padding is given, they "
                + "are cut and not blended: seams may show.",
            notices
        );
        Assert.Equal(
            ["Tiles that blend overlap by half and have no padding. Leave out --padding, or --blend hann."],
            (Options(60, 70) with { Padding = 8, Blend = TileBlending.Hann }).Problems()
        );
    }

    [Fact]
    public void Work_that_was_begun_with_cut_tiles_is_not_gone_on_with()
    {
        var options = Options(400, 60) with { TileSize = 32 };
        Stopped(options, 0.5);

        var thrown = Assert.Throws<SegmentDataException>(() =>
            Classifier.Run(options with { Blend = TileBlending.None })
        );

        Assert.Contains("--blend (was auto, is none)", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_without_an_answer_is_an_error()
    {
        var scene = new TestScene(60, 70);
        var samples = new float[3 * 60 * 70];
        samples[1234] = 3.4e38f;
        var options = Options(60, 70) with
        {
            ModelPath = GlobalViewPackage.Write(folder["floats.dlpk"], scale: 2, PixelType.Float32),
            ScenePath = scene.Write(folder["f.img"], samples),
            TileSize = 32,
        };

        var thrown = Assert.Throws<SegmentDataException>(() => Classifier.Run(options));

        Assert.StartsWith("The network gives no finite answer at row ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_buffers_do_not_grow_with_the_scenes_height_and_are_planned_for()
    {
        var small = Classifier.Run(Options(300, 200) with { TileSize = 32, Lanes = 2 });
        var large = Classifier.Run(Options(1200, 200) with { TileSize = 32, Lanes = 2, OutPath = folder["large.tif"] });

        Assert.InRange(large.BufferBytes, 0, small.BufferBytes * 1.2);
        Assert.InRange(large.PlannedBytes - small.PlannedBytes, 0, small.PlannedBytes * 0.02);
    }

    private static void AssertSame(string left, string right)
    {
        foreach (
            var end in new[] { ".tif", "_confidence.tif", "_entropy.tif", "_applicability.tif", "_probabilities.tif" }
        )
        {
            Assert.Equal(
                File.ReadAllBytes(Path.ChangeExtension(left, null) + end),
                File.ReadAllBytes(Path.ChangeExtension(right, null) + end)
            );
        }
    }

    /// <summary>Runs until so much is done, and stops.</summary>
    private static void Stopped(ClassifyOptions options, double share)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            Classifier.Run(options, new At(share, stop), token: stop.Token);
        }
        catch (OperationCanceledException)
        {
            // As wished.
        }
    }

    private ClassifyOptions Options(int height, int width, bool holes = false)
    {
        var scene = new TestScene(height, width) { NoData = holes ? 0 : null };
        var samples = scene.Samples(3, 4);
        return new ClassifyOptions
        {
            ModelPath = File.Exists(folder["global.dlpk"])
                ? folder["global.dlpk"]
                : GlobalViewPackage.Write(folder["global.dlpk"]),
            ScenePath = scene.Write(folder[$"{height}-{width}.img"], holes ? Holes(scene, samples) : samples),
            OutPath = folder["map.tif"],
            Device = InferenceDevice.Cpu,
        };
    }

    /// <summary>Takes the data out of a corner larger than a tile, of a stripe, and of single pixels.</summary>
    private static byte[] Holes(TestScene scene, byte[] samples)
    {
        var area = scene.Height * scene.Width;
        for (var i = 0; i < samples.Length; i++)
        {
            var (row, column) = (i % area / scene.Width, i % scene.Width);
            samples[i] =
                (row < 70 && column < 50) || row is > 80 and < 84 || (row * column) % 97 == 5
                    ? (byte)0
                    : Math.Max((byte)1, samples[i]);
        }

        return samples;
    }

    private sealed class At(double share, CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= share)
            {
                stop.Cancel();
            }
        }
    }
}
