using Segment.Networks;
using Segment.Trainer.Data;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.Losses;
using Segment.Trainer.Loop.Mixing;
using Segment.Trainer.Loop.Monitoring;
using Segment.Trainer.Loop.State;
using Segment.Trainer.Options;
using Segment.Trainer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Loop;

/// <summary>What every loss, every average, every mix and every monitored figure must keep, by the catalogs.</summary>
public class ObjectiveContractTests
{
    private static readonly ComputeDevice Float32 = new(DeviceType.CPU, BFloat16: false);

    public static TheoryData<string, string, bool, double> Losses
    {
        get
        {
            var data = new TheoryData<string, string, bool, double>();
            foreach (var loss in LossCatalog.All)
            {
                foreach (var average in DiceAverageCatalog.All)
                {
                    data.Add(loss.Name, average.Name, false, 0);
                    data.Add(loss.Name, average.Name, true, 0.5);
                }
            }

            return data;
        }
    }

    public static TheoryData<string, string> LossesAndMonitors
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var loss in LossCatalog.All)
            {
                foreach (var name in MonitorCatalog.All.Select(m => m.Name).Append("f1:Water"))
                {
                    data.Add(loss.Name, name);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Mixes => [.. BatchMixCatalog.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Ignored_pixels_count_nothing_and_get_no_gradient(
        string name,
        string average,
        bool rich,
        double fraction
    )
    {
        var loss = Create(name, average, rich, fraction);
        using var scope = NewDisposeScope();
        manual_seed(5);
        var logits = (randn(2, 3, 4, 5) * 30).requires_grad_(true);
        var labels = randint(0, 3, [2, 4, 5], ScalarType.Int64);
        labels[0] = tensor(255L);
        labels[1, 2] = tensor(255L);
        var value = loss.Mean(logits, labels);
        value.backward();
        var other = logits.detach().clone();
        other[0] = tensor(77f);
        other[1, TensorIndex.Colon, 2] = tensor(-50f);
        Assert.True(float.IsFinite(value.item<float>()) && value.item<float>() >= 0);
        Assert.Equal(value.item<float>(), loss.Mean(other, labels).item<float>(), 5);
        var gradient = logits.grad!;
        Assert.True(gradient.isfinite().all().item<bool>());
        Assert.Equal(0, gradient[0].abs().sum().item<float>());
        Assert.Equal(0, gradient[1, TensorIndex.Colon, 2].abs().sum().item<float>());
        Assert.NotEqual(0, gradient[1].abs().sum().item<float>());
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_batch_without_a_label_costs_nothing(string name, string average, bool rich, double fraction)
    {
        var loss = Create(name, average, rich, fraction);
        using var scope = NewDisposeScope();
        var logits = randn(2, 3, 4, 5).requires_grad_(true);
        var value = loss.Mean(logits, full([2, 4, 5], 255L, ScalarType.Int64));
        value.backward();
        Assert.Equal(0, value.item<float>(), 6);
        Assert.Equal(0, logits.grad!.abs().sum().item<float>());
    }

    [Theory]
    [MemberData(nameof(LossesAndMonitors))]
    public void Every_loss_trains_with_every_monitored_figure(string loss, string metric)
    {
        using var data = Toy.Data(3, 16, 8, 96);
        var options = new ObjectiveOptions
        {
            Loss = loss,
            MonitorMetric = metric,
            ClassBalancing = true,
            LabelSmoothing = 0.05,
            DiceLossFraction = 0.3,
            DiceLossAverage = "macro",
            Mixup = true,
            CutMix = true,
        };
        Assert.Empty(options.Problems());
        var objective = Objective.For(options, Toy.Classes, data.Split, seed: 1);
        var network = SegmentationNetwork.Create(new("unet", "light", 3, 2));
        using var model = new TorchNetwork(network, 1, Float32);
        using var average = new AveragedNetwork(network, model, Float32, EpochPlan.MinimumSteps);
        var settings = new LoopSettings(2, 4, 16, 16, 0.005, 1, Patience: null);
        var outcome = new TrainingLoop(model, average, Float32, 2, objective, settings).Run(
            data.Training,
            data.Validation,
            new SilentProgress(),
            Checkpoints.None,
            default
        );
        Assert.Equal(objective.Monitor.Metric.Name, outcome.History.Monitor);
        Assert.Empty(outcome.History.Problems());
        Assert.True(outcome.History.Epochs[1].TrainLoss < outcome.History.Epochs[0].TrainLoss);
        var best = outcome.History.Epochs[outcome.History.BestEpoch - 1];
        Assert.All(outcome.History.Epochs, e => Assert.False(objective.Monitor.IsBetter(e, best)));
        Assert.Equal(objective.Monitor.Value(outcome.Best), best.Monitored);
    }

    [Theory]
    [MemberData(nameof(Mixes))]
    public void A_mixed_batch_has_the_same_size_and_its_labels_are_of_the_batch(string name)
    {
        var mix = BatchMixCatalog.All.First(m => m.Name == name);
        using var scope = NewDisposeScope();
        var image = arange(2 * 3 * 8 * 6, ScalarType.Float32).reshape(2, 3, 8, 6);
        var labels = full([2, 8, 6], 255L, ScalarType.Int64);
        labels[1] = tensor(1L);
        for (var seed = 0; seed < 20; seed++)
        {
            var mixed = mix.Apply(image, labels, new Random(seed));
            Assert.Equal(image.shape, mixed.Image.shape);
            Assert.Equal(1, mixed.Targets.Sum(t => t.Share), 9);
            Assert.All(mixed.Targets, t => Assert.Equal(labels.shape, t.Labels.shape));
            Assert.All(mixed.Targets, t => Assert.True((t.Labels.eq(255) | t.Labels.eq(1)).all().item<bool>()));
            Assert.True(
                mixed.Image.ge(image.min()).all().item<bool>() && mixed.Image.le(image.max()).all().item<bool>()
            );
            var again = mix.Apply(image, labels, new Random(seed));
            Assert.True(again.Image.eq(mixed.Image).all().item<bool>());
        }
    }

    private static Loss Create(string name, string average, bool rich, double fraction) =>
        LossCatalog.Create(
            LossCatalog.All.First(l => l.Name == name),
            fraction,
            new LossSettings([100, 20, 3])
            {
                ClassBalancing = rich,
                LabelSmoothing = rich ? 0.1 : 0,
                DiceAverage = DiceAverageCatalog.All.First(a => a.Name == average),
            }
        );
}
