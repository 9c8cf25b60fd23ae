using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop.Mixing;

/// <summary>
/// Lays two chips over one another: the image is λ x₁ + (1 − λ) x₂, and the loss λ L(y₁) + (1 − λ) L(y₂), each over its own
/// labelled pixels, so that a pixel which only one of the chips labels teaches by its label alone.
/// </summary>
/// <remarks>
/// Zhang et al. 2018, <see href="https://arxiv.org/abs/1710.09412">mixup</see>: λ is drawn from Beta(α, α). α = 0.4, the
/// paper's upper choice for large sets, is what fast.ai takes, and with it ArcGIS.
/// </remarks>
internal static class Mixup
{
    private const double Alpha = 0.4;

    /// <summary>Mixes each chip of a batch with another one.</summary>
    /// <param name="image">(N, bands, H, W).</param>
    /// <param name="labels">int64 (N, H, W); 255 = ignore.</param>
    /// <param name="random">Draws λ and the pairs.</param>
    /// <returns>The batch, with two targets.</returns>
    public static MixedBatch Apply(Tensor image, Tensor labels, Random random)
    {
        var share = Beta(random);
        using var partners = BatchPairs.Draw((int)image.shape[0], random, image.device);
        using Scalar kept = share;
        using Scalar rest = 1 - share;
        using var other = image.index_select(0, partners);
        return new MixedBatch(
            image.mul(kept).add_(other, rest),
            [(labels, share), (labels.index_select(0, partners), 1 - share)]
        );
    }

    /// <summary>Draws from Beta(α, α): Jöhnk 1964, https://doi.org/10.1007/BF02613706, good for α up to 1.</summary>
    private static double Beta(Random random)
    {
        while (true)
        {
            var (x, y) = (Math.Pow(random.NextDouble(), 1 / Alpha), Math.Pow(random.NextDouble(), 1 / Alpha));
            if (x + y is > 0 and <= 1)
            {
                return x / (x + y);
            }
        }
    }
}
