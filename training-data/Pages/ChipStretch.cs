using Segment.Raster.Chips;

namespace Segment.TrainingData.Pages;

/// <summary>How the samples of a band become shades, alike over all chips: from the 2nd to the 98th percentile.</summary>
/// <param name="Band">The band's position in the chips, from 0.</param>
/// <param name="Low">The sample that is black.</param>
/// <param name="High">The sample that is white.</param>
internal readonly record struct ChipStretch(int Band, float Low, float High)
{
    private const double Tail = 0.02;
    private const int MostSamples = 200_000;

    /// <summary>Measures it.</summary>
    /// <param name="chips">The chips that will be drawn.</param>
    /// <param name="band">The band's position.</param>
    /// <returns>The stretch; from 0 to 1 where no sample holds data.</returns>
    public static ChipStretch Measure(IReadOnlyList<Chip> chips, int band)
    {
        var step = (int)Math.Max(1, chips.Sum(c => (long)c.Height * c.Width) / MostSamples);
        var samples = new List<float>();
        foreach (var chip in chips)
        {
            var pixels = chip.Samples.AsSpan(band * chip.Height * chip.Width, chip.Height * chip.Width);
            for (var i = 0; i < pixels.Length; i += step)
            {
                if (float.IsFinite(pixels[i]))
                {
                    samples.Add(pixels[i]);
                }
            }
        }

        samples.Sort();
        return samples.Count == 0
            ? new ChipStretch(band, 0, 1)
            : new ChipStretch(
                band,
                samples[(int)(Tail * (samples.Count - 1))],
                samples[(int)((1 - Tail) * (samples.Count - 1))]
            );
    }

    /// <summary>Gets the shade of a sample.</summary>
    /// <param name="sample">A finite sample.</param>
    /// <param name="darkest">The shade of black, and of all below.</param>
    /// <returns>The shade.</returns>
    public byte Shade(float sample, byte darkest = 0) =>
        (byte)(
            darkest
            + Math.Clamp((sample - Low) / Math.Max(High - Low, float.Epsilon) * (255 - darkest), 0, 255 - darkest)
        );
}
