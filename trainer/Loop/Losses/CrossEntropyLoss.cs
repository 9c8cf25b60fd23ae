using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Segment.Trainer.Loop.Losses;

/// <summary>
/// Cross-entropy: −log p of the true class, averaged over the labelled pixels, weighted by class where classes are
/// balanced. Smoothed, the truth is 1 − ε + ε/k for the labelled class and ε/k for each other.
/// </summary>
/// <remarks>
/// Goodfellow et al. 2016, <see href="https://www.deeplearningbook.org">Deep Learning</see>, section 6.2.2.3; label
/// smoothing: Szegedy et al. 2016, <see href="https://arxiv.org/abs/1512.00567">Rethinking the Inception architecture</see>,
/// section 7.
/// </remarks>
internal static class CrossEntropyLoss
{
    // Held: see TorchOps.
    private static readonly Scalar Least = 1e-12f;

    /// <summary>Makes the loss.</summary>
    /// <param name="settings">Balancing and smoothing count.</param>
    /// <returns>The loss.</returns>
    public static Loss Create(LossSettings settings)
    {
        var (weights, smoothing) = (settings.PixelWeights, settings.LabelSmoothing);
        return new Loss("cross-entropy", (logits, labels) => Mean(logits, labels, weights, smoothing));
    }

    private static Tensor Mean(Tensor logits, Tensor labels, float[]? weights, double smoothing)
    {
        using var scope = NewDisposeScope();
        var weight = weights is null ? null : tensor(weights, device: logits.device);
        var sum = F.cross_entropy(
            logits,
            labels,
            weight,
            ignore_index: LossCatalog.Ignore,
            reduction: nn.Reduction.Sum,
            label_smoothing: smoothing
        );
        var count = weights is null
            ? LabelledPixels.Count(labels)
            : LabelledPixels.Weights(labels, weights).sum().clamp_min(Least);
        return sum.div(count).MoveToOuterDisposeScope();
    }
}
