namespace Segment.Trainer.Tests;

/// <summary>What the same command does in the run folder of a training that was interrupted.</summary>
public class InterruptedTrainingTests
{
    [Fact]
    public void The_same_command_goes_on_and_gives_the_same_package()
    {
        using var folder = new TestFolder();
        var options = Options(folder);
        var whole = TrainingRun.Train(
            options with
            {
                RunFolder = folder["whole"],
            },
            new SilentProgress(),
            _ => { },
            default
        );
        Interrupt(options);
        var notices = new List<string>();
        var result = TrainingRun.Train(options, new SilentProgress(), notices.Add, default);
        Assert.Equal(TrainingEnd.Completed, result.End);
        Assert.Contains(notices, n => n.StartsWith("Going on with the training in ", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(whole.PackagePath), File.ReadAllBytes(result.PackagePath));
        Assert.False(Directory.Exists(folder["toy/state"]));
    }

    [Fact]
    public void Another_option_is_refused_and_named_and_a_restart_begins_anew()
    {
        using var folder = new TestFolder();
        var options = Options(folder);
        Interrupt(options);
        var other = options with
        {
            Seed = 43,
            Schedule = new() { WeightDecay = 0.1 },
        };
        var error = Assert.Throws<SegmentDataException>(() =>
            TrainingRun.Train(other, new SilentProgress(), _ => { }, default)
        );
        Assert.StartsWith(
            $"The unfinished training in {folder["toy"]} was begun otherwise: ",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("--seed (was 42, is 43)", error.Message, StringComparison.Ordinal);
        Assert.Contains("--weight-decay (was 0.01, is 0.1)", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "or add --restart to throw that training away and begin anew.",
            error.Message,
            StringComparison.Ordinal
        );
        var result = TrainingRun.Train(
            other with
            {
                Schedule = other.Schedule with { Restart = true },
            },
            new SilentProgress(),
            _ => { },
            default
        );
        Assert.Equal(TrainingEnd.Completed, result.End);
    }

    [Fact]
    public void Other_chips_are_refused()
    {
        using var folder = new TestFolder();
        var options = Options(folder);
        Interrupt(options);
        var chip = Directory.GetFiles(folder["chips/labels"]).Order().Last();
        var bytes = File.ReadAllBytes(chip);
        bytes[^1] ^= 3;
        File.WriteAllBytes(chip, bytes);
        var error = Assert.Throws<SegmentDataException>(() =>
            TrainingRun.Train(options, new SilentProgress(), _ => { }, default)
        );
        Assert.Contains("the chips (was SHA-256 ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopped_before_the_first_epoch_has_ended_it_goes_on_too()
    {
        using var folder = new TestFolder();
        var options = Options(folder);
        using var stop = new CancellationTokenSource();
        var progress = new StoppingProgress(stop, 7);
        Assert.Throws<OperationCanceledException>(() => TrainingRun.Train(options, progress, _ => { }, stop.Token));
        var notices = new List<string>();
        _ = TrainingRun.Train(options, new SilentProgress(), notices.Add, default);
        Assert.Contains(notices, n => n.Contains(" from epoch 1, step ", StringComparison.Ordinal));
    }

    private static void Interrupt(TrainOptions options)
    {
        using var stop = new CancellationTokenSource();
        var progress = new StoppingProgress(stop, 40);
        var result = TrainingRun.Train(options, progress, _ => { }, stop.Token);
        Assert.Equal(TrainingEnd.Interrupted, result.End);
        using var package = ModelPackage.Open(result.PackagePath);
        Assert.Equal(1, package.Definition.Training.BestEpoch);
    }

    private static TrainOptions Options(TestFolder folder) =>
        new()
        {
            Chips = ToyScene.Cut(folder),
            RunFolder = folder["toy"],
            Name = "toy",
            BackboneModel = "light",
            MaxEpochs = 3,
            Device = TrainingDevice.Cpu,
        };

    /// <summary>Stops a training after some steps, as Ctrl-C does.</summary>
    private sealed class StoppingProgress(CancellationTokenSource stop, int steps) : ITrainingProgress
    {
        private bool training;
        private int done;

        public void Stage(string name) => training = name == "Training";

        public void Step(double fraction)
        {
            if (training && ++done == steps)
            {
                stop.Cancel();
            }
        }

        public void Split(Segment.TrainingData.Splitting.ChipSplit split, IReadOnlyList<LandCoverClass> classes) { }

        public void Epoch(EpochRecord epoch, double seconds, bool best) { }
    }
}
