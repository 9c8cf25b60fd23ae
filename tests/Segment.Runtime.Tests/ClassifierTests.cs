using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.Runtime.Tests;

public sealed class ClassifierTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_scene_of_known_truth_gives_exactly_the_true_map_to_its_last_row_and_column() =>
        (
            from height in Gen.Int[1, 70]
            from width in Gen.Int[1, 70]
            from padding in Gen.Int[0, 3]
            from cores in Gen.Int[1, 6]
            from batch in Gen.Int[1, 4]
            from lanes in Gen.Int[1, 4]
            from seed in Gen.Int[0, 1000]
            select (height, width, padding: 4 * padding, tile: 4 * (cores + (2 * padding)), batch, lanes, seed)
        ).Sample(
            c =>
            {
                var scene = new TestScene(c.height, c.width);
                var truth = new Random(c.seed).GetItems<byte>([0, 1, 2], c.height * c.width);
                var options = Options(scene.Write(folder[$"{c}.img"], Bands(truth)), folder[$"{c}.tif"]) with
                {
                    TileSize = c.tile,
                    Padding = c.padding,
                    BatchSize = c.batch,
                    Lanes = c.lanes,
                };

                Assert.Equal(truth, ClassifiedMap.Classify(options));
            },
            iter: 40,
            threads: 1
        );

    [Fact]
    public void The_result_counts_what_the_map_holds()
    {
        byte[] truth = [.. Enumerable.Range(0, 50 * 40).Select(i => (byte)(i % 5 == 0 ? 2 : i % 2))];
        var bands = Bands(truth);
        bands[7] = 0;
        var scene = new TestScene(50, 40) { NoData = 0 }.Write(folder["a.img"], bands);
        var fractions = new List<double>();

        var result = Classifier.Run(
            Options(scene, folder["a.tif"]) with
            {
                TileSize = 16,
                Padding = 4,
                BatchSize = 2,
                Lanes = 2,
            },
            new Recorder(fractions)
        );

        Assert.Equal(50 * 40, result.Classes.Sum(c => c.Pixels) + result.NoDataPixels);
        Assert.Equal(1, result.NoDataPixels);
        Assert.Equal(400, result.Classes[2].Pixels);
        Assert.Equal(("Town", 21), (result.Classes[2].Class.Name, result.Classes[2].Class.Value));
        Assert.Equal(
            (50, 40, 16, 16, 4, 2, 2),
            (
                result.Height,
                result.Width,
                result.TileHeight,
                result.TileWidth,
                result.Padding,
                result.BatchSize,
                result.Lanes
            )
        );
        Assert.Equal(7 * 5, result.Tiles);
        Assert.Equal(7 * 5 * 256 / 2000.0, result.OverlapTax);
        Assert.Equal("cpu", result.Device);
        Assert.True(
            result is { Seconds: > 0, ReadSeconds: > 0, InferSeconds: > 0, WriteSeconds: > 0, MegapixelsPerSecond: > 0 }
        );
        Assert.Equal(1, fractions[^1]);
        Assert.Equal(fractions.Order(), fractions);
    }

    [Fact]
    public void The_map_lies_on_the_scenes_grid_and_carries_the_packages_classes()
    {
        var scene = new TestScene(33, 21).Write(
            folder["a.img"],
            Bands(new byte[33 * 21].Select((_, i) => (byte)(i % 3)))
        );
        Classifier.Run(Options(scene, folder["a.tif"]));

        using var source = RasterSource.Open(scene);
        using var map = ClassMap.Open(folder["a.tif"]);

        Assert.Equal(source.Grid.Transform, map.Grid.Transform);
        Assert.Equal((33, 21), (map.Grid.Height, map.Grid.Width));
        Assert.NotEqual("", map.Grid.CrsWkt);
        Assert.Equal([(1, "Sea"), (11, "Forest"), (21, "Town")], map.Classes.Select(c => (c.Value, c.Name)));
        Assert.Equal(
            [folder["a.hdr"], folder["a.img"], folder["a.stac.json"]],
            Directory.GetFiles(folder.Path, "a.*").Where(f => !f.Contains(".tif", StringComparison.Ordinal)).Order()
        );
        Assert.Empty(Directory.GetFiles(folder.Path, "*.partial*"));
    }

    [Fact]
    public void NoData_in_any_band_is_NoData_in_the_map_and_nothing_else_is() =>
        (
            from height in Gen.Int[1, 60]
            from width in Gen.Int[1, 60]
            from holes in Gen.Int[0, 40]
            from block in Gen.Int[0, 40]
            from seed in Gen.Int[0, 1000]
            select (height, width, holes, block, seed)
        ).Sample(
            c =>
            {
                var random = new Random(c.seed);
                var truth = random.GetItems<byte>([0, 1, 2], c.height * c.width);
                var samples = Bands(truth).Select(v => (short)v).ToArray();
                var missing = new HashSet<int>();
                for (var hole = 0; hole < c.holes; hole++)
                {
                    missing.Add(random.Next(truth.Length));
                }

                // A corner without data, larger than a tile: such tiles never reach the network.
                missing.UnionWith(
                    Enumerable.Range(0, truth.Length).Where(i => i / c.width < c.block && i % c.width < c.block)
                );
                missing.Remove(truth.Length - 1);
                foreach (var i in missing)
                {
                    samples[(random.Next(3) * truth.Length) + i] = -999;
                    truth[i] = 255;
                }

                var scene = new TestScene(c.height, c.width) { NoData = -999 };
                var package = TestPackage.BrightestBand(folder["wide.dlpk"], change: d => d with { Padding = 4 });
                var options = Options(scene.Write(folder[$"{c}.img"], samples), folder[$"{c}.tif"]) with
                {
                    ModelPath = package,
                    TileSize = 16,
                };

                Assert.Equal(truth, ClassifiedMap.Classify(options));
            },
            iter: 30,
            threads: 1
        );

    [Fact]
    public void NaN_in_a_scene_of_floats_is_NoData()
    {
        var path = folder["f.dlpk"];
        TestPackage.BrightestBand(
            path,
            change: d => d with { Bands = [.. d.Bands.Select(b => b with { SourceType = PixelType.Float32 })] }
        );
        var samples = Bands(new byte[20 * 20].Select((_, i) => (byte)(i % 3))).Select(v => (float)v).ToArray();
        samples[5] = float.NaN;
        samples[400 + 6] = float.PositiveInfinity;

        var map = ClassifiedMap.Classify(
            Options(new TestScene(20, 20).Write(folder["a.img"], samples), folder["a.tif"]) with
            {
                ModelPath = path,
            }
        );

        Assert.Equal([5, 6], Enumerable.Range(0, 400).Where(i => map[i] == 255));
    }

    [Fact]
    public void Tiles_without_data_do_not_reach_the_network()
    {
        var samples = new byte[3 * 64 * 64];
        foreach (var band in new[] { 0, 1, 2 })
        {
            samples.AsSpan((band * 64 * 64) + (40 * 64), 24 * 64).Fill((byte)(band + 1));
        }

        var scene = new TestScene(64, 64) { NoData = 0 }.Write(folder["a.img"], samples);
        var result = Classifier.Run(Options(scene, folder["a.tif"]) with { TileSize = 8, BatchSize = 3, Lanes = 2 });

        Assert.Equal(3 * 8, result.Tiles);
        Assert.Equal(40 * 64, result.NoDataPixels);
    }

    [Fact]
    public void Buffers_do_not_grow_with_the_scenes_height()
    {
        long Bytes(int height)
        {
            var scene = new TestScene(height, 32);
            var options = Options(
                scene.Write(folder[$"{height}.img"], scene.Samples(3, 1)),
                folder[$"{height}.tif"]
            ) with
            {
                TileSize = 32,
                Padding = 4,
                Lanes = 2,
            };
            return Classifier.Run(options).BufferBytes;
        }

        Assert.Equal(Bytes(400), Bytes(8000));
    }

    [Fact]
    public void A_map_of_one_class_is_worth_a_notice()
    {
        var scene = new TestScene(20, 20).Write(folder["a.img"], Bands(new byte[400]));
        var notices = new List<string>();

        ClassifiedMap.Classify(Options(scene, folder["a.tif"]), notices);

        Assert.Equal(
            [
                "Every pixel of the map is Sea. Check that the scene's bands and values are like those of the training scene.",
            ],
            notices.Where(notice => !notice.StartsWith("Planned: ", StringComparison.Ordinal))
        );
    }

    /// <summary>Samples (3, H, W) whose brightest band is the truth.</summary>
    internal static byte[] Bands(IEnumerable<byte> truth)
    {
        byte[] index = [.. truth];
        return
        [
            .. Enumerable.Range(0, 3).SelectMany(band => index.Select(t => (byte)(t == band ? 200 : 20 + (10 * band)))),
        ];
    }

    private ClassifyOptions Options(string scene, string map)
    {
        var package = folder["brightest.dlpk"];
        if (!File.Exists(package))
        {
            TestPackage.BrightestBand(package);
        }

        return new ClassifyOptions
        {
            ModelPath = package,
            ScenePath = scene,
            OutPath = map,
            Device = InferenceDevice.Cpu,
        };
    }

    private sealed class Recorder(List<double> fractions) : IProgress<double>
    {
        public void Report(double value) => fractions.Add(value);
    }
}
