using Segment.Networks;
using Segment.Trainer.Data;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.State;
using Segment.Trainer.Packaging;
using Segment.Trainer.Torch;
using TorchSharp;

namespace Segment.Trainer.Tests.Loop;

/// <summary>A training that goes on after a kill ends as if it had never stopped.</summary>
public class ResumeTests
{
    private const int Epochs = 3;
    private static readonly ComputeDevice Float32 = new(DeviceType.CPU, BFloat16: false);
    private static readonly SortedDictionary<string, string> Key = new() { ["--seed"] = "1" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_ends_alike_wherever_it_was_killed(bool averaged)
    {
        using var folder = new TestFolder();
        using var data = Toy.Data(3, 16, 8, 96);
        var whole = Run(data, averaged, Checkpoints.None, new SilentProgress());
        var random = new Random(5);
        var state = new StateFolder(folder["state"]);
        LoopOutcome? outcome = null;
        for (var kills = 0; outcome is null; )
        {
            var start = state.Read(Key, _ => { });
            var checkpoints = new Checkpoints(start, s => state.Write(s, Key), TimeSpan.Zero, share: 1);
            try
            {
                outcome = Run(
                    data,
                    averaged,
                    checkpoints,
                    new KilledProgress(kills < 4 ? random.Next(1, 30) : int.MaxValue)
                );
            }
            catch (IOException)
            {
                kills++;
            }
        }

        Assert.Equal(whole.History.Epochs, outcome.History.Epochs);
        Assert.Equal(whole.Best.Matrix.ToRows(), outcome.Best.Matrix.ToRows());
        Assert.All(whole.Weights, w => Assert.Equal(w.Value, outcome.Weights[w.Key]));
        Assert.Equal(Epochs, outcome.EpochSeconds.Count);
    }

    [Fact]
    public void A_state_of_another_training_is_refused_with_the_differences()
    {
        using var folder = new TestFolder();
        var state = new StateFolder(folder["run/state"]);
        state.Write(new LoopState(new(1, 0, 0, 0, 0, 0, 0, 1), null, Weights, Weights, []), Key);
        var error = Assert.Throws<SegmentDataException>(() =>
            state.Read(new SortedDictionary<string, string> { ["--seed"] = "2", ["--name"] = "b" }, _ => { })
        );
        Assert.Equal(
            $"The unfinished training in {folder["run"]} was begun otherwise: --name (was not given, is b), --seed (was 1, is 2). Give the "
                + "command as it was then to go on, or add --restart to throw that training away and begin anew.",
            error.Message
        );
    }

    [Theory]
    [InlineData("state.json")]
    [InlineData("epoch-1-step-0.safetensors")]
    public void A_damaged_state_is_told_with_the_remedy(string file)
    {
        using var folder = new TestFolder();
        var state = new StateFolder(folder["run/state"]);
        state.Write(new LoopState(new(1, 0, 0, 0, 0, 0, 0, 1), null, Weights, Weights, []), Key);
        File.WriteAllBytes(folder[$"run/state/{file}"], [1, 2, 3]);
        var error = Assert.Throws<SegmentDataException>(() => state.Read(Key, _ => { }));
        Assert.StartsWith(
            $"The unfinished training in {folder["run"]} cannot go on: ",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(" Or add --restart to begin anew at once.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void States_are_written_at_the_end_of_an_epoch_and_seldom_enough()
    {
        var written = 0;
        var checkpoints = new Checkpoints(null, _ => written++, TimeSpan.FromHours(1), 0.05);
        checkpoints.Offer(epochEnded: false, () => null!);
        Assert.Equal(0, written);
        checkpoints.Offer(epochEnded: true, () => null!);
        Assert.Equal(1, written);
        var dear = new Checkpoints(null, _ => Thread.Sleep(50), TimeSpan.Zero, 0.05);
        dear.Write(() => null!);
        dear.Offer(epochEnded: true, () => throw new InvalidOperationException("Too soon."));
    }

    private static Dictionary<string, float[]> Weights => new() { ["a"] = [1, 2] };

    private static LoopOutcome Run(
        PreparedChips data,
        bool averaged,
        Checkpoints checkpoints,
        ITrainingProgress progress
    )
    {
        var network = SegmentationNetwork.Create(new("unet", "light", 3, 2));
        using var model = new TorchNetwork(network, 1, Float32);
        using var average = averaged ? new AveragedNetwork(network, model, Float32, EpochPlan.MinimumSteps) : null;
        var settings = new LoopSettings(Epochs, 8, 16, 16, 2e-3, 1, Patience: null) { GradientClipping = 1 };
        return new TrainingLoop(model, average, Float32, 2, Objective.Default, settings).Run(
            data.Training,
            data.Validation,
            progress,
            checkpoints,
            default
        );
    }

    /// <summary>Ends a training after some steps, as a kill would: nothing is written afterwards.</summary>
    private sealed class KilledProgress(int steps) : ITrainingProgress
    {
        private int left = steps;

        public void Stage(string name) { }

        public void Step(double fraction)
        {
            if (--left == 0)
            {
                throw new IOException("Killed.");
            }
        }

        public void Split(Segment.TrainingData.Splitting.ChipSplit split, IReadOnlyList<LandCoverClass> classes) { }

        public void Epoch(EpochRecord epoch, double seconds, bool best) { }
    }
}
