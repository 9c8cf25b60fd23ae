using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Segment.Trainer.Loop.Losses;

/// <summary>
/// Focal loss: −(1 − p)^γ log p of the true class, averaged over the labelled pixels. Pixels that are already answered
/// surely hardly count. With γ = 0 it is the cross-entropy; balancing and smoothing mean the same as there.
/// </summary>
/// <remarks>
/// Lin et al. 2017, <see href="https://arxiv.org/abs/1708.02002">Focal loss for dense object detection</see>, equations 4
/// and 5, γ = 2 as the paper finds best; the classes' weights are its α.
/// </remarks>
internal static class FocalLoss
{
    private const double Gamma = 2;

    // Scalars are held: see TorchOps.
    private static readonly Scalar Zero = 0;
    private static readonly Scalar One = 1;

    /// <summary>Makes the loss.</summary>
    /// <param name="settings">Balancing and smoothing count.</param>
    /// <returns>The loss.</returns>
    public static Loss Create(LossSettings settings)
    {
        var (weights, smoothing) = (settings.PixelWeights, settings.LabelSmoothing);
        return new Loss("focal", (logits, labels) => Mean(logits, labels, weights, smoothing));
    }

    private static Tensor Mean(Tensor logits, Tensor labels, float[]? weights, double smoothing)
    {
        using Scalar gamma = Gamma;
        using Scalar kept = 1 - smoothing;
        using Scalar spread = smoothing / logits.shape[1];
        using var scope = NewDisposeScope();
        var log = F.log_softmax(logits, 1);
        var terms = log.exp().neg().add(One).clamp_min(Zero).pow(gamma).mul(log).neg();
        var pixels = terms.gather(1, LabelledPixels.Indices(labels).unsqueeze(1)).squeeze(1);
        if (smoothing > 0)
        {
            pixels = pixels.mul(kept).add(terms.sum(1).mul(spread));
        }

        return LabelledPixels.Mean(pixels, LabelledPixels.Weights(labels, weights)).MoveToOuterDisposeScope();
    }
}
