using Segment.Trainer.Loop;
using Segment.Trainer.Loop.Losses;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Loop;

/// <summary>Every loss against numbers worked out from its formula.</summary>
public class LossTests
{
    // Two classes, four pixels: the true class's probability is 0.9, 0.6, 0.2, and one pixel has no label.
    private static readonly double[] True = [0.9, 0.6, 0.2];
    private static readonly byte[] Truth = [0, 0, 1];
    private static readonly LossSettings Settings = new([300, 100]);

    [Fact]
    public void Cross_entropy_is_the_mean_of_minus_the_logarithm() =>
        Close(True.Average(p => -Math.Log(p)), Value("cross-entropy", Settings));

    [Fact]
    public void Balanced_classes_weigh_by_n_over_k_n_c()
    {
        Assert.Equal([400f / (2 * 300), 400f / (2 * 100)], ClassWeights.Of([300, 100]));
        Assert.Equal([0.625f, 0, 2.5f], ClassWeights.Of([800, 0, 200]));
        double[] weights = [2.0 / 3, 2.0 / 3, 2];
        Close(
            True.Zip(weights, (p, w) => -w * Math.Log(p)).Sum() / weights.Sum(),
            Value("cross-entropy", Settings with { ClassBalancing = true })
        );
    }

    [Fact]
    public void Smoothed_truth_leaves_a_share_to_the_other_class() =>
        Close(
            True.Average(p => -((0.95 * Math.Log(p)) + (0.05 * Math.Log(1 - p)))),
            Value("cross-entropy", Settings with { LabelSmoothing = 0.1 })
        );

    [Fact]
    public void Focal_loss_is_the_papers_equation_4()
    {
        Close(True.Average(p => -Math.Pow(1 - p, 2) * Math.Log(p)), Value("focal", Settings));

        // The paper's own example, section 3.2: at p = 0.9 and γ = 2 the loss is 100 times smaller than cross-entropy.
        Close(-Math.Log(0.9) / 100, Value("focal", Settings, [0.9], [0]));
    }

    [Fact]
    public void Focal_loss_is_weighted_and_smoothed_as_cross_entropy_is()
    {
        double[] weights = [2.0 / 3, 2.0 / 3, 2];
        Close(
            True.Zip(weights, (p, w) => -w * Math.Pow(1 - p, 2) * Math.Log(p)).Sum() / weights.Sum(),
            Value("focal", Settings with { ClassBalancing = true })
        );
        Close(
            True.Average(p => -(0.95 * Math.Pow(1 - p, 2) * Math.Log(p)) - (0.05 * Math.Pow(p, 2) * Math.Log(1 - p))),
            Value("focal", Settings with { LabelSmoothing = 0.1 })
        );
    }

    [Theory]
    [InlineData("micro")]
    [InlineData("macro")]
    [InlineData("weighted")]
    public void Dice_is_twice_the_overlap_over_the_mass(string average)
    {
        // Class 0: probabilities 0.9, 0.6, 0.8; class 1: 0.1, 0.4, 0.2.
        var first = 2 * (0.9 + 0.6) / (0.9 + 0.6 + 0.8 + 2);
        var second = 2 * 0.2 / (0.1 + 0.4 + 0.2 + 1);
        var mean = average switch
        {
            "micro" => 2 * (0.9 + 0.6 + 0.2) / (3 + 3),
            "macro" => (first + second) / 2,
            _ => ((first * 2 / 3) + (second * 2)) / (2.0 / 3 + 2),
        };
        Close(
            1 - mean,
            Value("dice", Settings with { DiceAverage = DiceAverageCatalog.All.First(a => a.Name == average) })
        );
    }

    [Fact]
    public void Dice_leaves_out_classes_that_the_batch_does_not_hold()
    {
        var settings = Settings with { DiceAverage = DiceAverageCatalog.All[1] };
        Close(1 - (2 * 1.5 / (1.5 + 2)), Value("dice", settings, [0.9, 0.6], [0, 0]));
    }

    [Fact]
    public void A_fraction_of_Dice_is_mixed_in()
    {
        using var scope = NewDisposeScope();
        var (logits, labels) = Pixels(True, Truth);
        var mixed = LossCatalog.Create(LossCatalog.All[0], 0.25, Settings);
        Assert.Equal("0.75 × cross-entropy + 0.25 × dice", mixed.Name);
        Close(
            (0.75 * Value("cross-entropy", Settings)) + (0.25 * Value("dice", Settings)),
            mixed.Mean(logits, labels).item<float>()
        );
        Assert.Equal("focal", LossCatalog.Create(LossCatalog.All[1], 0, Settings).Name);
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 5);

    private static double Value(
        string loss,
        LossSettings settings,
        double[]? probabilities = null,
        byte[]? truth = null
    )
    {
        using var scope = NewDisposeScope();
        var (logits, labels) = Pixels(probabilities ?? True, truth ?? Truth);
        return LossCatalog.All.First(l => l.Name == loss).Create(settings).Mean(logits, labels).item<float>();
    }

    /// <summary>Logits whose softmax is the probability of the true class, and one more pixel without a label.</summary>
    private static (Tensor Logits, Tensor Labels) Pixels(double[] probabilities, byte[] truth)
    {
        var count = truth.Length + 1;
        var logits = new float[2 * count];
        for (var i = 0; i < truth.Length; i++)
        {
            logits[(truth[i] * count) + i] = (float)Math.Log(probabilities[i] / (1 - probabilities[i]));
        }

        logits[count - 1] = 9;
        return (tensor(logits, [1, 2, 1, count]), tensor([.. truth.Select(t => (long)t), 255], [1, 1, count]));
    }
}
