using Segment.Runtime.Store;

namespace Segment.Runtime.Tests;

/// <summary>What happens while a scene is classified, and what the same command does afterwards.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_stopped_run_keeps_its_rows_and_goes_on_with_them()
    {
        var options = Options();
        Classifier.Run(options with { OutPath = folder["whole.tif"] });
        var notices = StopAfterHalf(options);
        Assert.Matches(
            $"^[0-9]+ of 800 rows are kept in .*map.tif.work: the same command goes on from there.$",
            notices[^1]
        );
        notices.Clear();

        var result = Classifier.Run(options, notice: notices.Add);

        Assert.InRange(result.Tiles, 1, (25 * 4) - 1);
        Assert.Contains(notices, n => n.StartsWith("Going on at row ", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(folder["whole.tif"]), File.ReadAllBytes(options.OutPath));
        Assert.False(Directory.Exists(WorkFolder.PathOf(options.OutPath)));
    }

    [Fact]
    public void Another_package_scene_or_option_is_refused_until_the_work_is_thrown_away()
    {
        var options = Options();
        StopAfterHalf(options);
        var other = TestPackage.Network(folder["other.dlpk"], padding: 8, seed: 2);

        Assert.Contains(
            "the package (was light 2026.11, SHA-256",
            Refused(options with { ModelPath = other }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "--padding (was auto, is 16)",
            Refused(options with { Padding = 16 }),
            StringComparison.Ordinal
        );
        File.SetLastWriteTimeUtc(options.ScenePath, DateTime.UnixEpoch);
        var touched = Refused(options);
        Assert.Contains($"the file {options.ScenePath} (was ", touched, StringComparison.Ordinal);
        Assert.EndsWith("or add --restart to throw that work away and begin anew.", touched, StringComparison.Ordinal);

        Assert.Equal(100, Classifier.Run(options with { Restart = true }).Tiles);
    }

    [Fact]
    public void A_scene_that_is_changed_under_way_gives_no_map()
    {
        var options = Options();
        var change = new AtHalf(() => Change(options.ScenePath));

        var thrown = Assert.Throws<SegmentDataException>(() => Classifier.Run(options, change));

        Assert.StartsWith(
            $"The scene was changed while it was classified: {options.ScenePath}. Some rows of the map may show",
            thrown.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, "map.tif*"));
    }

    [Fact]
    public void A_scene_that_goes_away_under_way_is_waited_for()
    {
        var options = Options();
        Classifier.Run(options with { OutPath = folder["whole.tif"] });
        var vanish = new AtHalf(() => File.Move(options.ScenePath, folder["away.img"]));

        var thrown = Assert.Throws<SegmentTransientException>(() => Classifier.Run(options, vanish));
        File.Move(folder["away.img"], options.ScenePath);
        Classifier.Run(options);

        Assert.StartsWith(
            $"The scene went away while it was classified: {options.ScenePath}.",
            thrown.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(File.ReadAllBytes(folder["whole.tif"]), File.ReadAllBytes(options.OutPath));
    }

    private static void Change(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = file.Length - 1;
        file.WriteByte(9);
    }

    private static string Refused(ClassifyOptions options) =>
        Assert.Throws<SegmentDataException>(() => Classifier.Run(options)).Message;

    private static List<string> StopAfterHalf(ClassifyOptions options)
    {
        var notices = new List<string>();
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Classifier.Run(options, new AtHalf(stop.Cancel), notices.Add, stop.Token)
        );
        return notices;
    }

    private ClassifyOptions Options()
    {
        var scene = new TestScene(800, 120);
        return new ClassifyOptions
        {
            ModelPath = TestPackage.Network(folder["light.dlpk"], padding: 8),
            ScenePath = scene.Write(folder["a.img"], scene.Samples(3, 4)),
            OutPath = folder["map.tif"],
            TileSize = 48,
            Lanes = 1,
            Device = InferenceDevice.Cpu,
        };
    }

    /// <summary>Does something once, when half of the work is done.</summary>
    private sealed class AtHalf(Action action) : IProgress<double>
    {
        private bool done;

        public void Report(double value)
        {
            if (value >= 0.5 && !done)
            {
                done = true;
                action();
            }
        }
    }
}
