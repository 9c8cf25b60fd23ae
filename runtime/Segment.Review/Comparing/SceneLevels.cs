using Segment.Raster;

namespace Segment.Review.Comparing;

/// <summary>Turns a band's samples into levels: 0 where there is no data, else 1 to 255.</summary>
internal sealed class SceneLevels
{
    // A thousandth at either end is drawn alike, so that a few odd pixels do not take the levels from all others.
    private const double Tail = 0.001;

    private readonly float factor;

    private SceneLevels(float low, float high)
    {
        (Low, High) = (low, high);
        factor = high > low ? 254 / (high - low) : 0;
    }

    /// <summary>Gets the value of level 1.</summary>
    public float Low { get; }

    /// <summary>Gets the value of level 255.</summary>
    public float High { get; }

    /// <summary>Gets the pixels of each level so far.</summary>
    public long[] Counts { get; } = new long[256];

    /// <summary>Looks at a scene, at reduced size, for the range of each band.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="bands">The bands, by position.</param>
    /// <returns>Levels for each.</returns>
    public static SceneLevels[] Measure(RasterSource scene, int[] bands)
    {
        const int side = 512;
        var (height, width) = (Math.Min(side, scene.Height), Math.Min(side, scene.Width));
        var samples = new float[bands.Length * height * width];
        scene.ReadScaled(scene.Grid.Extent, height, width, bands, samples);
        return [.. bands.Select((_, i) => Of(samples.AsSpan(i * height * width, height * width)))];
    }

    /// <summary>Turns samples into levels.</summary>
    /// <param name="samples">The samples; NaN where there is no data.</param>
    /// <param name="levels">Filled with the levels; as long.</param>
    public void Apply(ReadOnlySpan<float> samples, Span<byte> levels)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var level = float.IsNaN(samples[i]) ? 0 : 1 + (int)(Math.Clamp((samples[i] - Low) * factor, 0, 254) + 0.5f);
            levels[i] = (byte)level;
            Counts[level]++;
        }
    }

    private static SceneLevels Of(Span<float> samples)
    {
        samples.Sort();
        var kept = samples[samples.Count(float.NaN)..];
        return kept.IsEmpty
            ? new SceneLevels(0, 1)
            : new SceneLevels(kept[(int)(Tail * (kept.Length - 1))], kept[(int)((1 - Tail) * (kept.Length - 1))]);
    }
}
