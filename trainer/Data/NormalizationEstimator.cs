using Segment.PackageFormat;
using Segment.Raster.Chips;

namespace Segment.Trainer.Data;

/// <summary>
/// Estimates each band's centre and scale: mean and standard deviation of its samples, clipped to their 2nd and 98th
/// percentile, so that a few saturated or damaged samples do not decide them.
/// </summary>
/// <remarks>
/// Winsorised moments (Tukey 1962, <see href="https://doi.org/10.1214/aoms/1177704711"/>) at the percentiles that remote
/// sensing uses to stretch an image. Median and interquartile range were not chosen: where half a scene is water, both
/// describe the water alone. A band whose clipped samples are all equal takes its full standard deviation.
/// </remarks>
internal static class NormalizationEstimator
{
    // As many samples of a band as are sorted; the error of a percentile is then well under 0.1 %.
    private const int MaximumSamples = 1 << 18;
    private const double Tail = 0.02;

    /// <summary>Estimates from training chips only.</summary>
    /// <param name="chips">The training chips; samples without data are NaN and are left out.</param>
    /// <param name="bands">The bands of the chips.</param>
    /// <param name="notice">Told which bands are left out.</param>
    /// <returns>The estimate.</returns>
    /// <exception cref="SegmentDataException">No band holds data.</exception>
    public static NormalizationEstimate Estimate(
        IReadOnlyList<Chip> chips,
        IReadOnlyList<BandDefinition> bands,
        Action<string> notice
    )
    {
        var estimates = new (double Center, double Scale, BandDistribution Samples)?[bands.Count];
        Parallel.For(0, bands.Count, b => estimates[b] = Estimate(Sample(chips, b)));
        List<int> kept = [.. Enumerable.Range(0, bands.Count).Where(b => estimates[b] is not null)];
        List<int> constant = [.. kept.Where(b => estimates[b]!.Value.Scale == 0)];
        if (kept.Count == 0)
        {
            throw new SegmentDataException(
                $"None of the {bands.Count} bands holds data in the training chips: there is nothing to learn from."
            );
        }

        if (kept.Count < bands.Count)
        {
            var missing = Enumerable.Range(0, bands.Count).Except(kept);
            notice($"The network does not read {Names(missing, bands)}: no data in any training chip.");
        }

        return new NormalizationEstimate(
            kept,
            new Normalization(
                [.. kept.Select(b => estimates[b]!.Value.Center)],
                [.. kept.Select(b => estimates[b]!.Value.Scale is var s && s > 0 ? s : 1)]
            ),
            constant,
            [.. kept.Select(b => estimates[b]!.Value.Samples)]
        );
    }

    private static string Names(IEnumerable<int> positions, IReadOnlyList<BandDefinition> bands)
    {
        var names = positions.Select(b => $"{b + 1} ({bands[b].Name})").ToList();
        return $"{(names.Count == 1 ? "band" : $"{names.Count} bands:")} {string.Join(", ", names)}";
    }

    /// <summary>Takes every n-th sample, n odd so that it does not walk down single columns, and leaves out those without data.</summary>
    private static float[] Sample(IReadOnlyList<Chip> chips, int band)
    {
        var total = chips.Sum(c => (long)c.Height * c.Width);
        var step = (int)((total + MaximumSamples - 1) / MaximumSamples) | 1;
        var samples = new List<float>((int)(total / step) + 1);
        var next = 0;
        foreach (var chip in chips)
        {
            var pixels = chip.Height * chip.Width;
            var values = chip.Samples.AsSpan(band * pixels, pixels);
            for (; next < pixels; next += step)
            {
                if (float.IsFinite(values[next]))
                {
                    samples.Add(values[next]);
                }
            }

            next -= pixels;
        }

        return [.. samples];
    }

    private static (double Center, double Scale, BandDistribution Samples)? Estimate(float[] samples)
    {
        if (samples.Length == 0)
        {
            return null;
        }

        Array.Sort(samples);
        var cut = (int)(Tail * (samples.Length - 1));
        var (low, high) = (samples[cut], samples[samples.Length - 1 - cut]);
        var (center, scale) = low < high ? Moments(samples, low, high) : Moments(samples, samples[0], samples[^1]);
        return (center, scale, BandDistribution.Of(samples));
    }

    private static (double Center, double Scale) Moments(float[] samples, float low, float high)
    {
        var mean = samples.Average(s => (double)Math.Clamp(s, low, high));
        var variance = samples.Average(s => Math.Pow(Math.Clamp(s, low, high) - mean, 2));
        return (mean, low < high ? Math.Sqrt(variance) : 0);
    }
}
