using System.Numerics;
using System.Runtime.InteropServices;

namespace Segment.Raster.Chips;

/// <summary>Least, greatest, mean and spread of a band's samples, taken up chip by chip.</summary>
internal sealed class BandStatistics
{
    /// <summary>Gets the number of samples that hold data.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the least sample; 0 where there is none.</summary>
    public double Min { get; private set; }

    /// <summary>Gets the greatest sample; 0 where there is none.</summary>
    public double Max { get; private set; }

    /// <summary>Gets the mean; 0 where there is no sample.</summary>
    public double Mean { get; private set; }

    /// <summary>Gets the sum of squared distances from the mean.</summary>
    public double SquaredDistances { get; private set; }

    /// <summary>Gets the standard deviation of the samples.</summary>
    public double StandardDeviation => Count == 0 ? 0 : Math.Sqrt(SquaredDistances / Count);

    /// <summary>Takes up the samples of a chip.</summary>
    /// <param name="samples">One band; NaN and infinite samples hold no data.</param>
    public void Add(ReadOnlySpan<float> samples)
    {
        var first = FirstFinite(samples);
        if (first < 0)
        {
            return;
        }

        // Distances from any sample are small numbers: their squares lose nothing (Chan, Golub, LeVeque 1983).
        var origin = samples[first];
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        var sums = new Sums(origin);
        foreach (var vector in vectors)
        {
            sums.Add(vector);
        }

        foreach (var sample in samples[(vectors.Length * Vector<float>.Count)..])
        {
            sums.Add(sample);
        }

        var (count, sum, squares, min, max) = sums.Together();
        Merge(count, origin + (sum / count), Math.Max(0, squares - (sum * sum / count)), min, max);
    }

    /// <summary>Takes up the samples of other chips.</summary>
    /// <param name="other">Their statistics.</param>
    public void Add(BandStatistics other)
    {
        if (other.Count > 0)
        {
            Merge(other.Count, other.Mean, other.SquaredDistances, other.Min, other.Max);
        }
    }

    // Chan, Golub, LeVeque 1979, Updating formulae and a pairwise algorithm for computing sample variances.
    private void Merge(long count, double mean, double squares, double min, double max)
    {
        (Min, Max) = Count == 0 ? (min, max) : (Math.Min(Min, min), Math.Max(Max, max));
        var all = Count + count;
        var step = mean - Mean;
        SquaredDistances += squares + (step * step * Count * count / all);
        Mean += step * count / all;
        Count = all;
    }

    private static int FirstFinite(ReadOnlySpan<float> samples)
    {
        for (var index = 0; index < samples.Length; index++)
        {
            if (float.IsFinite(samples[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private ref struct Sums(float origin)
    {
        private readonly Vector<float> origins = new(origin);
        private Vector<double> sum;
        private Vector<double> squares;
        private Vector<float> min = new(origin);
        private Vector<float> max = new(origin);
        private Vector<int> count;
        private double restSum;
        private double restSquares;
        private int restCount;

        public void Add(Vector<float> samples)
        {
            // x − x is 0 for a finite number and NaN for all others.
            var finite = Vector.Equals(samples - samples, Vector<float>.Zero);
            var known = Vector.ConditionalSelect(finite, samples, origins);
            (min, max) = (Vector.Min(min, known), Vector.Max(max, known));
            count -= finite;
            Vector.Widen(known, out var low, out var high);
            var center = new Vector<double>(origin);
            (low, high) = (low - center, high - center);
            sum += low + high;
            squares += (low * low) + (high * high);
        }

        public void Add(float sample)
        {
            if (!float.IsFinite(sample))
            {
                return;
            }

            (min, max) = (Vector.Min(min, new Vector<float>(sample)), Vector.Max(max, new Vector<float>(sample)));
            var distance = (double)sample - origin;
            restSum += distance;
            restSquares += distance * distance;
            restCount++;
        }

        public readonly (long Count, double Sum, double Squares, double Min, double Max) Together()
        {
            var (least, greatest) = (min[0], max[0]);
            for (var lane = 1; lane < Vector<float>.Count; lane++)
            {
                (least, greatest) = (Math.Min(least, min[lane]), Math.Max(greatest, max[lane]));
            }

            return (
                Vector.Sum(count) + restCount,
                Vector.Sum(sum) + restSum,
                Vector.Sum(squares) + restSquares,
                least,
                greatest
            );
        }
    }
}
