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
        var (count, sum, min, max) = (0L, 0.0, double.MaxValue, double.MinValue);
        foreach (var sample in samples)
        {
            if (float.IsFinite(sample))
            {
                count++;
                sum += sample;
                min = Math.Min(min, sample);
                max = Math.Max(max, sample);
            }
        }

        if (count == 0)
        {
            return;
        }

        var (mean, squares) = (sum / count, 0.0);
        foreach (var sample in samples)
        {
            squares += float.IsFinite(sample) ? (sample - mean) * (sample - mean) : 0;
        }

        Merge(count, mean, squares, min, max);
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
}
