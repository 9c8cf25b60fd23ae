using Segment.Networks;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Start;

/// <summary>
/// Gives a network that was read from a graph the statistics of its batch norms back: they are measured on training chips, and
/// each norm's weight and bias follow so that the network computes the same as before.
/// </summary>
/// <remarks>
/// A folded norm has mean 0 and variance 1. It computes the same, but in training a norm takes the batch's own mean and
/// variance, and the first step would throw away what was learned. With mean m and variance v measured where the norm reads,
/// and with factor f and shift s of the norm as it was, weight = f · sqrt(v + epsilon) and bias = s + m · f compute f · x + s
/// in inference exactly, and nearly so on batches like those measured.
/// </remarks>
internal static class NormStatistics
{
    /// <summary>Measures the statistics and puts them into the weights.</summary>
    /// <param name="network">The network.</param>
    /// <param name="model">Its weights; those of the batch norms change.</param>
    /// <param name="images">Normalized training batches, each (N, bands, H, W), on the network's device; they are disposed.</param>
    public static void Restore(SegmentationNetwork network, TorchNetwork model, IEnumerable<Tensor> images)
    {
        var moments = new Dictionary<string, ChannelMoments>(StringComparer.Ordinal);
        using (no_grad())
        {
            foreach (var image in images)
            {
                using var scope = NewDisposeScope();
                using var batch = image;
                _ = network.Apply(new MeasuringOps(model.Values, moments), batch);
            }
        }

        var weights = model.Export();
        foreach (var (norm, measured) in moments)
        {
            var (weight, bias) = (weights[$"{norm}.weight"], weights[$"{norm}.bias"]);
            var (mean, variance) = (weights[$"{norm}.running_mean"], weights[$"{norm}.running_var"]);
            for (var c = 0; c < weight.Length; c++)
            {
                var factor = weight[c] / Math.Sqrt(variance[c] + (double)measured.Epsilon);
                var shift = bias[c] - (mean[c] * factor);
                var (m, v) = measured.Of(c);
                (mean[c], variance[c]) = ((float)m, (float)v);
                weight[c] = (float)(factor * Math.Sqrt(variance[c] + (double)measured.Epsilon));
                bias[c] = (float)(shift + (mean[c] * factor));
            }
        }

        model.Import(weights);
    }
}
