using Segment.Networks;
using Segment.Trainer.Data;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.State;
using Segment.Trainer.Torch;
using TorchSharp;

namespace Segment.Trainer.Tests.Loop;

public class TrainingLoopTests
{
    private static readonly ComputeDevice Float32 = new(DeviceType.CPU, BFloat16: false);

    [Fact]
    public void Two_classes_are_learned()
    {
        using var data = Toy.Data(3, 32, 16, 160);
        var outcome = Run(data, 6, 32);
        Assert.InRange(outcome.Best.Matrix.Accuracy, 0.99, 1);
        Assert.Equal(TrainingEnd.Completed, outcome.End);
        Assert.Equal(6, outcome.History.Epochs.Count);
        var best = outcome.History.Epochs.MinBy(e => e.ValidLoss)!;
        Assert.Equal(best.Epoch, outcome.History.BestEpoch);
        Assert.Equal(best.ValidLoss, outcome.Best.Loss);
        Assert.Equal(best.Accuracy, outcome.Best.Matrix.Accuracy);
        Assert.Equal(data.Split.ValidationPixels.Sum(), outcome.Best.Matrix.Total);
    }

    [Fact]
    public void The_same_seed_gives_the_same_history_and_weights()
    {
        using var data = Toy.Data(3, 16, 8, 96);
        var (first, again, other) = (Run(data, 3), Run(data, 3), Run(data, 3, seed: 2));
        Assert.Equal(Figures(first), Figures(again));
        Assert.NotEqual(Figures(first), Figures(other));
        Assert.All(first.Weights, w => Assert.Equal(w.Value, again.Weights[w.Key]));
    }

    [Fact]
    public void The_weights_are_those_of_the_best_epoch()
    {
        using var data = Toy.Data(3, 16, 8, 96);
        var outcome = Run(data, 4);
        var network = SegmentationNetwork.Create(new("unet", "light", 3, 2));
        using var model = new TorchNetwork(network, 99, Float32);
        model.Import(outcome.Weights);
        var again = Evaluation.Run(model, Float32, data.Validation, 8, 2, LossCatalog.Default);
        Assert.Equal(outcome.Best.Loss, again.Loss, 5);
        Assert.Equal(outcome.Best.Matrix.ToRows(), again.Matrix.ToRows());
    }

    [Fact]
    public void A_cancelled_training_keeps_the_best_epoch()
    {
        using var data = Toy.Data(3, 16, 8, 96);
        using var stop = new CancellationTokenSource();
        var progress = new SilentProgress(e =>
        {
            if (e.Epoch == 2)
            {
                stop.Cancel();
            }
        });
        var outcome = Run(data, 50, progress: progress, token: stop.Token);
        Assert.Equal(TrainingEnd.Interrupted, outcome.End);
        Assert.Equal(2, outcome.History.Epochs.Count);
        Assert.NotEmpty(outcome.Weights);
    }

    [Fact]
    public void Cancelled_before_the_first_epoch_there_is_nothing_to_keep()
    {
        using var data = Toy.Data(3, 16, 8, 96);
        Assert.Throws<OperationCanceledException>(() => Run(data, 5, token: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Training_ends_when_the_validation_loss_no_longer_falls()
    {
        using var data = Toy.Data(3, 16, 8, 96);
        var outcome = Run(data, 200, patience: 2);
        Assert.Equal(TrainingEnd.StoppedEarly, outcome.End);
        Assert.Equal(outcome.History.BestEpoch + 2, outcome.History.Epochs.Count);
    }

    [Fact]
    public void A_training_that_diverges_is_told_with_the_remedy()
    {
        using var data = Toy.Data(3, 16, 8, 96);
        var error = Assert.Throws<SegmentDataException>(() => Run(data, 5, rate: 1e30));
        Assert.Matches(
            @"^The (training|validation) loss became (NaN|∞) in epoch \d with a highest learning rate of 1\d+: the training has diverged\. Train again with a "
                + @"lower rate, such as --learning-rate 1\d+; if that does not help, look for damaged samples in the scene\.$",
            error.Message
        );
    }

    [Fact]
    public void Progress_rises_to_one_and_epochs_say_whether_they_are_the_best()
    {
        using var data = Toy.Data(3, 16, 8, 96);
        var progress = new SilentProgress();
        var outcome = Run(data, 3, progress: progress);
        Assert.Equal(progress.Fractions.Order(), progress.Fractions);
        Assert.Equal(1, progress.Fractions[^1], 9);
        Assert.Equal(outcome.History.Epochs, progress.Epochs.Select(e => e.Record));
        Assert.Equal(outcome.History.BestEpoch, progress.Epochs.Last(e => e.Best).Record.Epoch);
    }

    [Fact]
    public void No_tensor_is_left_after_a_training()
    {
        using var data = Toy.Data(3, 16, 8, 96);
        _ = Run(data, 1);
        var network = SegmentationNetwork.Create(new("unet", "light", 3, 2));
        var learned = network.Declare().Parameters.Values.Count(p => p.IsLearned);
        var left = TensorCount.LeftBy(2 * learned, () => _ = Run(data, 3));
        Assert.Equal(0, left);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(64)]
    [InlineData(224)]
    public void Chips_of_10_px_train_with_any_number_of_bands(int bands)
    {
        using var data = Toy.Data(bands, 10, 5, 60);
        var outcome = Run(data, 2, 10);
        Assert.All(outcome.History.Epochs, e => Assert.True(double.IsFinite(e.ValidLoss)));
        Assert.True(outcome.History.Epochs[1].TrainLoss < outcome.History.Epochs[0].TrainLoss);
    }

    [Fact]
    public void Parts_of_chips_train_and_whole_chips_validate()
    {
        using var data = Toy.Data(3, 32, 16, 160);
        var outcome = Run(data, 2, 16);
        Assert.Equal(data.Split.ValidationPixels.Sum(), outcome.Best.Matrix.Total);
    }

    private static IEnumerable<(double, double, double, double)> Figures(LoopOutcome outcome) =>
        outcome.History.Epochs.Select(e => (e.TrainLoss, e.ValidLoss, e.Accuracy, e.MacroDice));

    private static LoopOutcome Run(
        PreparedChips data,
        int epochs,
        int size = 16,
        int seed = 1,
        double rate = 0.005,
        int? patience = null,
        SilentProgress? progress = null,
        CancellationToken token = default
    )
    {
        var network = SegmentationNetwork.Create(new("unet", "light", data.Estimate.Bands.Count, 2));
        using var model = new TorchNetwork(network, seed, Float32);
        using var average = new AveragedNetwork(network, model, Float32, EpochPlan.MinimumSteps);
        var settings = new LoopSettings(epochs, 8, size, size, rate, seed, patience);
        return new TrainingLoop(model, average, Float32, 2, Objective.Default, settings).Run(
            data.Training,
            data.Validation,
            progress ?? new SilentProgress(),
            Checkpoints.None,
            token
        );
    }
}
