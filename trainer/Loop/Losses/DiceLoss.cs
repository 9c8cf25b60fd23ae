using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Segment.Trainer.Loop.Losses;

/// <summary>
/// One minus the Dice of the probabilities, over the labelled pixels of a batch: for a class, 2 Σ p·g / (Σ p + Σ g), with
/// its probability p and its truth g, 0 or 1. It looks at the overlap, not at single pixels.
/// </summary>
/// <remarks>
/// Milletari et al. 2016, <see href="https://arxiv.org/abs/1606.04797">V-Net</see>, section 3, with plain sums in the
/// denominator as in Sudre et al. 2017, <see href="https://arxiv.org/abs/1707.03237">Generalised Dice overlap</see>.
/// </remarks>
internal static class DiceLoss
{
    // Held: see TorchOps.
    private static readonly Scalar One = 1;

    /// <summary>Makes the loss.</summary>
    /// <param name="settings">The average counts.</param>
    /// <returns>The loss.</returns>
    public static Loss Create(LossSettings settings)
    {
        var (weights, average) = (ClassWeights.Of(settings.TrainingPixels), settings.DiceAverage);
        return new Loss("dice", (logits, labels) => Mean(logits, labels, weights, average));
    }

    private static Tensor Mean(Tensor logits, Tensor labels, float[] weights, DiceAverage average)
    {
        using var scope = NewDisposeScope();
        var labelled = LabelledPixels.Mask(labels);
        var mask = labelled.unsqueeze(1);
        var probability = F.softmax(logits, 1).mul(mask);
        var indices = LabelledPixels.Indices(labels).flatten();
        var truth = zeros(logits.shape[1], device: logits.device).index_add_(0, indices, labelled.flatten(), One);
        var hits = probability.gather(1, LabelledPixels.Indices(labels).unsqueeze(1)).flatten();
        var overlap = zeros(logits.shape[1], device: logits.device).index_add(0, indices, hits, One);
        var mass = probability.sum([0, 2, 3]).add(truth);
        var mean = average.Mean(overlap, mass, truth, tensor(weights, device: logits.device));
        return mean.neg().add(One).MoveToOuterDisposeScope();
    }
}
