namespace Segment.PackageFormat;

/// <summary>
/// How the samples of one band are distributed in the training chips, in the units of the raster. With it a host can tell
/// whether another scene looks like what the network has seen.
/// </summary>
/// <param name="Mean">The mean of the samples, none clipped.</param>
/// <param name="StandardDeviation">Their standard deviation, of the population; 0 for a band that holds one value only.</param>
/// <param name="Quantiles">The quantiles at <see cref="Levels"/>, ascending; the first is the least sample, the last the greatest.</param>
/// <remarks>Samples without data are left out. Single precision, which is what the network reads.</remarks>
public sealed record BandDistribution(float Mean, float StandardDeviation, IReadOnlyList<float> Quantiles)
{
    /// <summary>Gets the shares of the samples, 0–1, that lie at or below each of <see cref="Quantiles"/>.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];

    /// <summary>Describes samples.</summary>
    /// <param name="sorted">The samples, ascending, all finite, at least one.</param>
    /// <returns>The distribution.</returns>
    /// <remarks>
    /// A quantile is the sample at rank ⌊level · (n − 1) + ½⌋, so that it is a value that really occurs
    /// (Hyndman and Fan 1996, <see href="https://doi.org/10.1080/00031305.1996.10473566"/>, on the discontinuous definitions).
    /// </remarks>
    public static BandDistribution Of(ReadOnlySpan<float> sorted)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var sample in sorted)
        {
            sum += sample;
        }

        var mean = sum / sorted.Length;
        foreach (var sample in sorted)
        {
            squares += (sample - mean) * (sample - mean);
        }

        var quantiles = new float[Levels.Count];
        for (var i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = sorted[(int)Math.Floor((Levels[i] * (sorted.Length - 1)) + 0.5)];
        }

        // Rounding must not carry the mean of equal samples out of their range.
        var rounded = Math.Clamp((float)mean, quantiles[0], quantiles[^1]);
        return new BandDistribution(rounded, (float)Math.Sqrt(squares / sorted.Length), quantiles);
    }

    /// <summary>Lists what is wrong with the numbers.</summary>
    /// <returns>Sentences without a subject, such as <c>has 3 quantiles; 9 are needed</c>.</returns>
    internal IEnumerable<string> Problems()
    {
        if (Quantiles.Count != Levels.Count)
        {
            yield return $"has {Quantiles.Count} quantiles; {Levels.Count} are needed";
        }

        if (
            !float.IsFinite(Mean)
            || !float.IsFinite(StandardDeviation)
            || StandardDeviation < 0
            || Quantiles.Any(q => !float.IsFinite(q))
            || Quantiles.Zip(Quantiles.Skip(1)).Any(pair => pair.Second < pair.First)
        )
        {
            yield return "holds numbers that are not allowed; all are finite, the standard deviation is 0 or more, the quantiles ascend";
        }
    }
}
