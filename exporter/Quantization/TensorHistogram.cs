using System.Numerics.Tensors;

namespace Segment.Exporter.Quantization;

/// <summary>How often a tensor takes which values: first its extent, then a count in equal bins over it.</summary>
internal sealed class TensorHistogram
{
    private const int Bins = 2048;

    // The shares of the extent, in per cent, that are tried as ranges.
    private const int Whole = 100;
    private const int Least = 10;

    private readonly long[] counts = new long[Bins];
    private double low = double.PositiveInfinity;
    private double high = double.NegativeInfinity;

    private double BinWidth => (high - low) / Bins;

    /// <summary>Widens the extent; all of it comes before any <see cref="Count"/>.</summary>
    /// <param name="values">Finite values of the tensor, at least one.</param>
    public void Extend(ReadOnlySpan<float> values)
    {
        low = Math.Min(low, TensorPrimitives.Min(values));
        high = Math.Max(high, TensorPrimitives.Max(values));
    }

    /// <summary>Counts values.</summary>
    /// <param name="values">Values within the extent.</param>
    public void Count(ReadOnlySpan<float> values)
    {
        var (first, factor) = ((float)low, high > low ? (float)(1 / BinWidth) : 0);
        foreach (var value in values)
        {
            counts[Math.Clamp((int)((value - first) * factor), 0, Bins - 1)]++;
        }
    }

    /// <summary>Finds the range whose bytes are nearest to the values, in the mean of squares.</summary>
    /// <remarks>
    /// A narrower range has finer steps and cuts off more of the rare great values. Nagel et al.,
    /// <see href="https://arxiv.org/abs/2106.08295">A white paper on neural network quantization</see>, section 3.1. On the
    /// sample scene it changed the class of 0.5 % of the pixels, and the whole extent of 0.7 %.
    /// </remarks>
    /// <returns>The range.</returns>
    public ValueRange BestRange()
    {
        var best = ValueRange.Of(low, high);
        var least = Error(best);
        for (var share = Whole - 1; share >= Least; share--)
        {
            var range = ValueRange.Of(low * share / Whole, high * share / Whole);
            var error = Error(range);
            (best, least) = error < least ? (range, error) : (best, least);
        }

        return best;
    }

    private double Error(ValueRange range)
    {
        var (scale, zero) = ((double)range.Scale, (double)range.ZeroPoint);
        var sum = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            var value = low + ((bin + 0.5) * BinWidth);
            var level = Math.Clamp(Math.Round(value / scale) + zero, byte.MinValue, byte.MaxValue);
            var difference = value - (scale * (level - zero));
            sum += counts[bin] * difference * difference;
        }

        return sum;
    }
}
