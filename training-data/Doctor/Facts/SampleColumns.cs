using System.Runtime.InteropServices;
using Segment.PackageFormat;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>Gathers samples band by band, as many of each as are worth sorting.</summary>
internal sealed class SampleColumns
{
    // As many samples of a band as are kept: a quantile's error is then about 0.2 % of the samples
    // (√(p (1 − p) / n), Serfling 1980, section 2.3).
    private const int MostSamples = 1 << 16;

    // Of many bands fewer each, so that memory stays in bounds.
    private const int MostOfAllBands = 1 << 22;

    private readonly List<float>[] bands;
    private readonly int step;
    private readonly Dictionary<float, long> alike = [];
    private int next;
    private long pixels;

    /// <summary>Makes room.</summary>
    /// <param name="bandCount">Number of bands.</param>
    /// <param name="expectedPixels">Pixels that will be added, about.</param>
    public SampleColumns(int bandCount, long expectedPixels)
    {
        bands = [.. Enumerable.Range(0, bandCount).Select(_ => new List<float>())];

        // An odd step does not walk down single columns.
        var most = Math.Clamp(MostOfAllBands / bandCount, 1, MostSamples);
        step = (int)Math.Min(int.MaxValue, (expectedPixels + most - 1) / most) | 1;
    }

    /// <summary>Adds pixels.</summary>
    /// <param name="samples">(bands, pixels); NaN where there is no data.</param>
    /// <param name="count">Number of pixels.</param>
    public void Add(ReadOnlySpan<float> samples, int count)
    {
        var pixel = new float[bands.Length];
        for (; next < count; next += step)
        {
            for (var band = 0; band < pixel.Length; band++)
            {
                pixel[band] = samples[(band * count) + next];
            }

            Add(pixel);
        }

        next -= count;
    }

    /// <summary>Adds pixels, of which only those are read that are kept.</summary>
    /// <param name="read">Given the number of a pixel, fills in its sample of each band; NaN where there is no data.</param>
    /// <param name="count">Number of pixels.</param>
    public void Add(Action<int, float[]> read, int count)
    {
        var pixel = new float[bands.Length];
        for (; next < count; next += step)
        {
            read(next, pixel);
            Add(pixel);
        }

        next -= count;
    }

    private void Add(float[] pixel)
    {
        var first = pixel[0];
        var same = bands.Length > 1 && !float.IsNaN(first);
        for (var band = 0; band < bands.Length; band++)
        {
            var sample = pixel[band];
            bands[band].Add(sample);
            same &= sample.Equals(first);
        }

        pixels += float.IsNaN(first) ? 0 : 1;
        if (same)
        {
            alike[first] = alike.GetValueOrDefault(first) + 1;
        }
    }

    /// <summary>Describes the bands.</summary>
    /// <param name="known">Name, type and NoData of each band.</param>
    /// <returns>The facts, in the same order.</returns>
    public IReadOnlyList<BandFacts> Describe(IReadOnlyList<(string Name, PixelType Type, double? NoData)> known)
    {
        var facts = new BandFacts[bands.Length];
        Parallel.For(
            0,
            bands.Length,
            b =>
            {
                var fingerprint = Fingerprint.Of(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(bands[b])));
                float[] sorted = [.. bands[b].Where(float.IsFinite)];
                Array.Sort(sorted);
                facts[b] = new BandFacts(
                    known[b].Name,
                    known[b].Type,
                    known[b].NoData,
                    sorted.Length > 0 ? BandDistribution.Of(sorted) : null,
                    fingerprint
                );
            }
        );
        return facts;
    }

    /// <summary>Finds the value that stands in every band of many pixels and is the least of each band.</summary>
    /// <param name="facts">The bands.</param>
    /// <returns>The value, or null; and its share of the pixels with data.</returns>
    public (double? Value, double Share) Fill(IReadOnlyList<BandFacts> facts)
    {
        var least = alike
            .Where(a => facts.All(b => b.Samples is { } s && s.Quantiles[0].Equals(a.Key) && !b.IsConstant))
            .OrderByDescending(a => a.Value)
            .ToList();
        return least.Count > 0 ? (least[0].Key, least[0].Value / (double)pixels) : (null, 0);
    }
}
