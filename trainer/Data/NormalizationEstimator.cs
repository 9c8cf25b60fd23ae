using Segment.PackageFormat;
using Segment.Trainer.Data.Storage;

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

    // Of many bands fewer each: 64 MB in all.
    private const int MaximumOfAllBands = 1 << 24;
    private const double Tail = 0.02;

    /// <summary>Estimates from training chips only.</summary>
    /// <param name="images">The images of all chips; samples without data are left out.</param>
    /// <param name="chips">Which of them train.</param>
    /// <param name="bands">The bands of the chips.</param>
    /// <param name="notice">Told which bands are left out.</param>
    /// <returns>The estimate.</returns>
    /// <exception cref="SegmentDataException">No band holds data.</exception>
    public static NormalizationEstimate Estimate(
        ChipStore images,
        IReadOnlyList<int> chips,
        IReadOnlyList<BandDefinition> bands,
        Action<string> notice
    )
    {
        var estimates = new (double Center, double Scale, BandDistribution Samples)?[bands.Count];
        var samples = Sample(images, chips);
        Parallel.For(0, bands.Count, b => estimates[b] = Estimate([.. samples[b]]));
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

    /// <summary>Takes every n-th pixel, n odd so that it does not walk down single columns, and leaves out samples without data.</summary>
    private static List<float>[] Sample(ChipStore images, IReadOnlyList<int> chips)
    {
        var pixels = images.Height * images.Width;
        var most = Math.Min(MaximumSamples, MaximumOfAllBands / images.Bands);
        var step = (((long)chips.Count * pixels) + most - 1) / most | 1;
        List<float>[] samples = [.. Enumerable.Range(0, images.Bands).Select(_ => new List<float>())];
        var pixel = new float[images.Bands];
        for (var next = 0L; next < (long)chips.Count * pixels; next += step)
        {
            var (row, column) = Math.DivRem((int)(next % pixels), images.Width);
            images.ReadPixels(chips[(int)(next / pixels)], row, column, pixel);
            for (var b = 0; b < pixel.Length; b++)
            {
                if (!float.IsNaN(pixel[b]))
                {
                    samples[b].Add(pixel[b]);
                }
            }
        }

        return samples;
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
