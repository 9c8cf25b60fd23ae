using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.Runtime.Tests;

/// <summary>What goes wrong is told in full, and leaves no map.</summary>
public sealed class ClassifierFailureTests : IDisposable
{
    private static readonly Dictionary<string, string> Empty = [];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Another_number_of_bands_is_refused_with_both_sides()
    {
        var scene = new TestScene(20, 20);
        var options = Options(scene.Write(folder["a.img"], scene.Samples(4, 1)));

        Refused(
            options,
            $"{options.ScenePath} has 4 bands, but the package model was trained on a scene of 3 bands (Band_1, Band_2, Band_3). "
                + "Give a scene with the same bands in the same order, or train a package for this one."
        );
    }

    [Fact]
    public void Another_number_type_is_refused_with_both_sides()
    {
        var scene = new TestScene(20, 20);
        var options = Options(scene.Write(folder["a.img"], scene.Samples(3, 1).Select(v => v / 255f).ToArray()));

        Refused(
            options,
            $"Band 1 (Band_1) of {options.ScenePath} holds float32 numbers, but the package model was trained on uint8 in "
                + "band Band_1. Values of another type are as a rule scaled differently. Give the scene in the training "
                + "scene's type and scale, or train a package for this one."
        );
    }

    [Fact]
    public void A_scene_without_any_data_is_refused()
    {
        var options = Options(new TestScene(20, 20) { NoData = 0 }.Write(folder["a.img"], new byte[1200]));

        Refused(
            options,
            $"{options.ScenePath} holds no pixel with data in all of the bands that the package model reads (Band_1, Band_2, "
                + "Band_3), so there is nothing to classify. Check the scene's NoData values."
        );
    }

    [Fact]
    public void Values_beyond_all_bounds_are_refused_with_the_remedy()
    {
        var path = folder["floats.dlpk"];
        TestPackage.BrightestBand(
            path,
            change: d => d with { Bands = [.. d.Bands.Select(b => b with { SourceType = PixelType.Float32 })] }
        );
        using var package = ModelPackage.Open(path);
        var contents = new PackageContents
        {
            Definition = package.Definition,
            Graph = TestPackage.Pointwise(3, 3, [2, 0, 0, 0, 2, 0, 0, 0, 2]),
            Golden = package.Golden with { Logits = [.. package.Golden.Logits.Select(value => 2 * value)] },
            Metrics = package.Metrics,
            History = package.History,
        };
        ModelPackage.Write(path, contents);
        var samples = new TestScene(20, 20).Samples(3, 1).Select(v => (float)v).ToArray();
        samples[45] = 3.4e38f;
        var options = Options(new TestScene(20, 20).Write(folder["a.img"], samples)) with
        {
            ModelPath = path,
            TileSize = 20,
        };

        Refused(
            options,
            "The network gives no finite answer at row 2, columns 0–19 of the scene, where samples reach 3.4e+38. If such "
                + "values stand for missing data, declare them as the scene's NoData value (gdal_edit.py -a_nodata VALUE scene.tif)."
        );
    }

    [Fact]
    public void A_corrupted_package_is_refused()
    {
        var scene = new TestScene(20, 20);
        var options = Options(scene.Write(folder["a.img"], scene.Samples(3, 1)));
        var bytes = File.ReadAllBytes(options.ModelPath);
        File.WriteAllBytes(options.ModelPath, bytes[..(bytes.Length / 2)]);

        var thrown = Assert.Throws<SegmentDataException>(() => Classifier.Run(options));

        Assert.StartsWith(
            $"The package '{options.ModelPath}' cannot be used.",
            thrown.Message,
            StringComparison.Ordinal
        );
        AssertNothingWritten();
    }

    [Fact]
    public void All_problems_of_the_options_are_told_at_once()
    {
        var scene = new TestScene(20, 20);
        var options = Options(scene.Write(folder["a.img"], scene.Samples(3, 1)));
        Refused(
            options with
            {
                OutPath = options.ScenePath,
                TileSize = 0,
                Padding = -1,
                BatchSize = 0,
                Lanes = 1000,
            },
            "The tile size is 0; it must be 1 or more pixels. The padding is -1; it must be 0 or more pixels. "
                + "The batch size is 0; it must be 1–256. The number of lanes is 1000; it must be 1–256. "
                + $"The map would overwrite the scene {options.ScenePath}. Give the map another path."
        );
        Refused(
            options with
            {
                OutPath = options.ModelPath,
            },
            $"The map would overwrite the package {options.ModelPath}. Give the map another path."
        );
    }

    [Fact]
    public void A_tile_too_large_for_one_buffer_is_refused()
    {
        var package = TestPackage.BrightestBand(folder["two.dlpk"], bands: 2);
        var scene = new TestScene(4100, 4100);
        var options = Options(scene.Write(folder["a.img"], new byte[2 * 4100 * 4100])) with
        {
            ModelPath = package,
            TileSize = 4096,
            BatchSize = 200,
        };

        Refused(
            options,
            "200 tile(s) of 4096 × 4096 pixels are too large for one buffer. Take a smaller tile size or a smaller batch size."
        );
    }

    [Fact]
    public void A_scene_that_breaks_off_is_told_once_and_leaves_no_map()
    {
        // One compressed band; its bytes are damaged in the middle.
        var scene = folder["a.tif"];
        var samples = new TestScene(600, 600).Samples(1, 1);
        using (var writer = MapWriter.Create(scene, new GridGeometry(600, 600, null, ""), Numbered(254), Empty))
        {
            writer.Write(0, [.. samples.Select(v => Math.Min(v, (byte)253))]);
            writer.Complete();
        }

        var bytes = File.ReadAllBytes(scene);
        bytes.AsSpan(bytes.Length / 8, bytes.Length / 4 * 3).Fill(0x5a);
        File.WriteAllBytes(scene, bytes);
        var path = folder["one.dlpk"];
        var definition = TestPackage.Definition(path, 1, 2, new Normalization([0], [1]));
        TestPackage.Write(path, definition, TestPackage.Pointwise(1, 2, [1, -1]));
        var options = Options(scene) with { ModelPath = path, TileSize = 64 };

        var thrown = Assert.Throws<SegmentDataException>(() => Classifier.Run(options));

        Assert.Contains(options.ScenePath, thrown.Message, StringComparison.Ordinal);
        AssertNothingWritten();
    }

    [Fact]
    public void A_map_without_a_folder_is_refused_before_the_work()
    {
        var scene = new TestScene(20, 20);
        var options = Options(scene.Write(folder["a.img"], scene.Samples(3, 1))) with
        {
            OutPath = folder[Path.Combine("none", "map.tif")],
        };

        var thrown = Assert.Throws<SegmentOutputException>(() => Classifier.Run(options));

        Assert.Contains(options.OutPath, thrown.Message, StringComparison.Ordinal);
        AssertNothingWritten();
    }

    [Fact]
    public void Cancelled_in_the_middle_it_stops_at_once_and_leaves_no_map()
    {
        var scene = new TestScene(1500, 1500);
        var options = Options(scene.Write(folder["a.img"], scene.Samples(3, 1))) with
        {
            ModelPath = TestPackage.Network(folder["light.dlpk"]),
        };
        using var stop = new CancellationTokenSource();
        var progress = new StopAtFirst(stop);

        Assert.ThrowsAny<OperationCanceledException>(() => Classifier.Run(options, progress, token: stop.Token));

        Assert.True(progress.SinceStop.Elapsed < TimeSpan.FromSeconds(3), $"It took {progress.SinceStop.Elapsed}.");
        AssertNothingWritten();
    }

    [Fact]
    public void Cancelled_before_the_start_it_does_nothing()
    {
        var scene = new TestScene(20, 20);
        var options = Options(scene.Write(folder["a.img"], scene.Samples(3, 1)));
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Classifier.Run(options, token: stop.Token));
        AssertNothingWritten();
    }

    [Fact]
    public void A_failure_leaves_an_earlier_map_as_it_was()
    {
        var options = Options(new TestScene(20, 20) { NoData = 0 }.Write(folder["a.img"], new byte[1200]));
        File.WriteAllText(options.OutPath, "earlier");

        Assert.Throws<SegmentDataException>(() => Classifier.Run(options));

        Assert.Equal("earlier", File.ReadAllText(options.OutPath));
    }

    private static LandCoverClass[] Numbered(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new LandCoverClass(i, $"{i}", new ClassColor((byte)i, 0, 0)))];

    private void Refused(ClassifyOptions options, string message)
    {
        var before = File.ReadAllBytes(options.ScenePath);
        var thrown = Assert.Throws<SegmentDataException>(() => Classifier.Run(options));

        Assert.Equal(message, thrown.Message);
        Assert.Equal(before, File.ReadAllBytes(options.ScenePath));
        AssertNothingWritten();
    }

    private void AssertNothingWritten() =>
        Assert.DoesNotContain(
            Directory.GetFiles(folder.Path),
            file => file.Contains("map.tif", StringComparison.Ordinal)
        );

    private ClassifyOptions Options(string scene) =>
        new()
        {
            ModelPath = TestPackage.BrightestBand(folder["model.dlpk"]),
            ScenePath = scene,
            OutPath = folder["map.tif"],
            Device = InferenceDevice.Cpu,
        };

    private sealed class StopAtFirst(CancellationTokenSource stop) : IProgress<double>
    {
        public System.Diagnostics.Stopwatch SinceStop { get; } = new();

        public void Report(double value)
        {
            SinceStop.Start();
            stop.Cancel();
        }
    }
}
