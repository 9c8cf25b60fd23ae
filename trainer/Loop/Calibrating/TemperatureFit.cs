using System.Numerics.Tensors;
using Segment.PackageFormat;

namespace Segment.Trainer.Loop.Calibrating;

/// <summary>
/// Finds the temperature T with which the probabilities softmax(logits / T) have the lowest mean negative logarithm of the
/// true class's probability. Which class is the likeliest does not change.
/// </summary>
/// <remarks>
/// Guo et al. 2017, <see href="https://arxiv.org/abs/1706.04599">On calibration of modern neural networks</see>, section
/// 4.2. In β = 1 / T the mean is convex: its derivative, E[z] − z of the true class, rises, so that its one root is
/// found by halving a bracket.
/// </remarks>
internal static class TemperatureFit
{
    // A few polygons, all answered rightly, would ask for endless certainty: half the temperature is the most that is
    // granted. Less than a tenth of the certainty was never needed, and a wider bracket would hide a broken network.
    private const double Lowest = 0.5;
    private const double Highest = 10;
    private const int Halvings = 30;

    /// <summary>Finds the temperature.</summary>
    /// <param name="pixels">Pixels that were not trained on, at least one.</param>
    /// <returns>0.5–10, rounded to four digits.</returns>
    public static double Find(PixelLogits pixels)
    {
        var (low, high) = (Math.Log(1 / Highest), Math.Log(1 / Lowest));
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Slope(pixels, Math.Exp(middle)) > 0 ? (low, middle) : (middle, high);
        }

        var temperature = Math.Round(Math.Exp(-(low + high) / 2), 4);
        return Measure(pixels, temperature).Loss <= Measure(pixels, 1).Loss ? temperature : 1;
    }

    /// <summary>Measures how honest the probabilities are.</summary>
    /// <param name="pixels">Pixels, at least one.</param>
    /// <param name="temperature">What their logits are divided by.</param>
    /// <returns>The figures.</returns>
    public static Reliability Measure(PixelLogits pixels, double temperature)
    {
        var bins = new (long Pixels, double Confidence, double Right)[Reliability.BinCount];
        var loss = 0.0;
        var scratch = new double[pixels.Classes];
        for (var pixel = 0; pixel < pixels.Labels.Length; pixel++)
        {
            var (best, log) = Softmax(pixels, pixel, 1 / temperature, scratch);
            var confidence = scratch[best];
            ref var bin = ref bins[Reliability.Bin(confidence)];
            bin = (bin.Pixels + 1, bin.Confidence + confidence, bin.Right + (best == pixels.Labels[pixel] ? 1 : 0));
            loss += log;
        }

        return Reliability.From(
            loss / pixels.Labels.Length,
            [
                .. bins.Select(b =>
                    b.Pixels == 0
                        ? new ReliabilityBin(0, null, null)
                        : new ReliabilityBin(b.Pixels, Math.Min(1, b.Confidence / b.Pixels), b.Right / b.Pixels)
                ),
            ]
        );
    }

    /// <summary>The derivative of the mean loss by β, summed over the pixels.</summary>
    private static double Slope(PixelLogits pixels, double beta)
    {
        var (sum, scratch) = (0.0, new double[pixels.Classes]);
        for (var pixel = 0; pixel < pixels.Labels.Length; pixel++)
        {
            _ = Softmax(pixels, pixel, beta, scratch);
            var logits = pixels.Values.AsSpan(pixel * pixels.Classes, pixels.Classes);
            for (var c = 0; c < logits.Length; c++)
            {
                sum += scratch[c] * logits[c];
            }

            sum -= logits[pixels.Labels[pixel]];
        }

        return sum;
    }

    /// <summary>Fills in the probabilities; yields the likeliest class and −ln p of the true one.</summary>
    private static (int Best, double Loss) Softmax(PixelLogits pixels, int pixel, double beta, double[] probabilities)
    {
        var logits = pixels.Values.AsSpan(pixel * pixels.Classes, pixels.Classes);
        var best = TensorPrimitives.IndexOfMax<float>(logits);
        var total = 0.0;
        for (var c = 0; c < logits.Length; c++)
        {
            total += probabilities[c] = Math.Exp(beta * ((double)logits[c] - logits[best]));
        }

        for (var c = 0; c < logits.Length; c++)
        {
            probabilities[c] /= total;
        }

        return (best, Math.Log(total) - (beta * ((double)logits[pixels.Labels[pixel]] - logits[best])));
    }
}
