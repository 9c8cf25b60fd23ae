using Segment.Raster.Chips;
using Segment.Trainer.AutoDl;
using Segment.Trainer.Options;
using Segment.Trainer.Torch;

namespace Segment.Trainer.Tests.AutoDl;

/// <summary>A search from chips to the winner's package.</summary>
public sealed class AutoDlRunTests
{
    [Fact]
    public void A_search_that_was_stopped_goes_on_and_leaves_the_winner_and_a_tally()
    {
        using var folder = new TestFolder();
        var options = Options(folder, ToyScene.Cut(folder));
        var first = Stopped(options);

        var ended = new List<Trial>();
        var result = AutoDlRun.Search(options, new SilentProgress(), _ => { }, ended.Add, default);

        Assert.Equal(first, result.Trials[0]);
        Assert.Equal([first, .. ended], result.Trials);
        Assert.True(result.Trials.Max(t => t.Round) > 1);
        Assert.Equal(result.Trials.Max(t => t.MeanIoU), result.Winner.MeanIoU);
        using (var package = ModelPackage.Open(result.PackagePath))
        {
            Assert.Equal("toy", package.Definition.Name);
            Assert.Equal(result.Winner.Candidate.Backbone, package.Definition.Backbone);
            Assert.Equal(result.Winner.MeanIoU, package.Metrics.MeanIoU);
        }

        Assert.Equal(result.Trials.Count + 1, File.ReadAllLines(folder["search/tally.csv"]).Length);
        Assert.Empty(Directory.GetDirectories(folder["search/trials"]));

        var again = AutoDlRun.Search(
            options,
            new SilentProgress(),
            _ => { },
            _ => Assert.Fail("Nothing is left to try."),
            default
        );
        Assert.Equal(result.Trials, again.Trials);
        Assert.Equal(result.PackagePath, again.PackagePath);
    }

    [Fact]
    public void A_search_with_other_options_is_refused_and_restart_throws_the_earlier_one_away()
    {
        using var folder = new TestFolder();
        var options = Options(folder, ToyScene.Cut(folder));
        _ = Stopped(options);
        var other = options with { Training = options.Training with { Seed = 7 } };

        var e = Assert.Throws<SegmentDataException>(() =>
            AutoDlRun.Search(other, new SilentProgress(), _ => { }, _ => { }, default)
        );

        Assert.Contains("--seed (was 42, is 7)", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, Stopped(other with { Restart = true }).Round);
    }

    [Fact]
    public void Too_little_time_for_anything_is_told_with_the_reason()
    {
        using var folder = new TestFolder();
        var options = Options(folder, ToyScene.Cut(folder)) with { TotalTimeLimit = TimeSpan.FromSeconds(10) };
        var chips = ChipFolder.Open(options.Training.Chips, _ => { });
        var runner = new TrialRunner(
            options,
            new Rounds(options, 16),
            chips,
            ComputeDevice.Find(TrainingDevice.Cpu, TrainingPrecision.Auto, _ => { }),
            new SilentProgress()
        );

        var trial = runner.Run(new Candidate("unet", "light", 16), 1, 0.5, default);

        Assert.Equal(TrialEnd.TooSlow, trial.End);
        Assert.Contains("its share of the time is 0.5 s", trial.Reason, StringComparison.Ordinal);
    }

    /// <summary>Runs a search that is stopped when its first trial has ended.</summary>
    private static Trial Stopped(AutoDlOptions options)
    {
        using var stop = new CancellationTokenSource();
        Trial? first = null;
        Assert.Throws<OperationCanceledException>(() =>
            AutoDlRun.Search(
                options,
                new SilentProgress(),
                _ => { },
                trial =>
                {
                    first = trial;
                    stop.Cancel();
                },
                stop.Token
            )
        );
        return first!;
    }

    private static AutoDlOptions Options(TestFolder folder, string chips) =>
        new()
        {
            Training = new TrainOptions
            {
                Chips = chips,
                RunFolder = folder["search"],
                Name = "toy",
                Device = TrainingDevice.Cpu,
            },
            Networks = ["unet"],
            MaxEpochs = 2,
            TotalTimeLimit = TimeSpan.FromHours(1),
        };
}
