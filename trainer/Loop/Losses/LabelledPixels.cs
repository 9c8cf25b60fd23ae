using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop.Losses;

/// <summary>The labels of a batch, seen without those that mean <em>ignore</em>.</summary>
internal static class LabelledPixels
{
    private static readonly Scalar Zero = 0;
    private static readonly Scalar One = 1;
    private static readonly Scalar Least = 1e-12f;
    private static readonly Scalar Ignored = (long)LossCatalog.Ignore;

    /// <summary>Marks the labelled pixels.</summary>
    /// <param name="labels">int64 (N, H, W); 255 = ignore.</param>
    /// <returns>float32 (N, H, W): 1 where there is a label, else 0.</returns>
    public static Tensor Mask(Tensor labels) => labels.ne(Ignored).to_type(ScalarType.Float32);

    /// <summary>Counts the labelled pixels.</summary>
    /// <param name="labels">int64 (N, H, W); 255 = ignore.</param>
    /// <returns>One float32, at least 1, so that a mean over no pixel is 0 and not 0/0.</returns>
    public static Tensor Count(Tensor labels) => labels.ne(Ignored).sum().to_type(ScalarType.Float32).clamp_min(One);

    /// <summary>Makes every label a class index.</summary>
    /// <param name="labels">int64 (N, H, W); 255 = ignore.</param>
    /// <returns>int64 (N, H, W); ignored pixels have the index 0 and must be masked.</returns>
    public static Tensor Indices(Tensor labels) => labels.masked_fill(labels.eq(Ignored), Zero);

    /// <summary>Gives each pixel the weight of its class.</summary>
    /// <param name="labels">int64 (N, H, W); 255 = ignore.</param>
    /// <param name="weights">One weight a class; null weighs all alike.</param>
    /// <returns>float32 (N, H, W); 0 where there is no label.</returns>
    public static Tensor Weights(Tensor labels, float[]? weights) =>
        weights is null
            ? Mask(labels)
            : tensor(weights, device: labels.device)
                .index_select(0, Indices(labels).flatten())
                .reshape(labels.shape)
                .mul_(Mask(labels));

    /// <summary>Averages a figure of pixels.</summary>
    /// <param name="values">float32 (N, H, W).</param>
    /// <param name="weights">float32 (N, H, W), 0 where there is no label.</param>
    /// <returns>One float32; 0 where all weights are 0.</returns>
    public static Tensor Mean(Tensor values, Tensor weights) =>
        values.mul(weights).sum().div(weights.sum().clamp_min(Least));
}
