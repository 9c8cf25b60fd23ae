using Segment.Trainer.Loop;
using Segment.Trainer.Loop.Mixing;
using Segment.Trainer.Loop.Monitoring;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Loop;

public class MixingTests
{
    [Fact]
    public void Mixup_lays_chips_over_one_another_by_the_share_that_the_labels_have()
    {
        using var scope = NewDisposeScope();
        var image = stack([zeros(1, 2, 2), ones(1, 2, 2)]);
        var labels = stack([zeros([2, 2], ScalarType.Int64), ones([2, 2], ScalarType.Int64)]);
        var shares = new List<double>();
        for (var seed = 0; seed < 200; seed++)
        {
            var mixed = Mixup.Apply(image, labels, new Random(seed));
            var expected = mixed.Targets.Aggregate(zeros(2, 2, 2), (sum, t) => sum + (t.Labels * (float)t.Share));
            Assert.True((mixed.Image.squeeze(1) - expected).abs().max().item<float>() < 1e-6f);
            shares.Add(mixed.Targets[0].Share);
        }

        // Beta(0.4, 0.4) has the mean 1/2 and the variance 1 / (4 (2 · 0.4 + 1)).
        Assert.InRange(shares.Average(), 0.4, 0.6);
        Assert.InRange(shares.Average(s => Math.Pow(s - 0.5, 2)), 0.11, 0.17);
    }

    [Fact]
    public void Cutmix_takes_labels_and_what_has_none_along_with_the_samples()
    {
        using var scope = NewDisposeScope();
        var image = stack([full([1, 16, 16], 255f), ones(1, 16, 16)]);
        var labels = stack([full([16, 16], 255L, ScalarType.Int64), ones([16, 16], ScalarType.Int64)]);
        var kept = new List<double>();
        for (var seed = 0; seed < 200; seed++)
        {
            var mixed = CutMix.Apply(image, labels, new Random(seed));
            Assert.True(mixed.Image.squeeze(1).eq(mixed.Targets.Single().Labels).all().item<bool>());
            kept.Add(mixed.Image[1].eq(1).to_type(ScalarType.Float32).mean().item<float>());
        }

        Assert.Contains(kept, k => k is > 0.05 and < 0.95);
        Assert.Contains(kept, k => k == 1);
    }

    [Fact]
    public void The_loss_of_mixed_chips_is_the_share_of_each_chips_own()
    {
        using var scope = NewDisposeScope();
        var image = randn(2, 1, 4, 4);
        var labels = stack([zeros([4, 4], ScalarType.Int64), full([4, 4], 255L, ScalarType.Int64)]);
        var weights = tensor(new float[] { 1, -1 }, [1, 2, 1, 1]);
        Tensor Network(Tensor x) => x * weights;
        var objective = Objective.Default with { Mixes = [BatchMixCatalog.All[0]], Seed = 3 };
        var value = objective.Value(Network, image, labels, 2, 7).item<float>();
        Assert.Equal(value, objective.Value(Network, image, labels, 2, 7).item<float>());
        var values = Enumerable.Range(0, 20).Select(s => objective.Value(Network, image, labels, 2, s).item<float>());
        Assert.True(values.Distinct().Count() > 10);
        Assert.All(values, v => Assert.True(float.IsFinite(v)));
        Assert.Same(MonitorCatalog.Default, objective.Monitor.Metric);
    }
}
