using System.Numerics;
using System.Runtime.InteropServices;

namespace Segment.Raster;

/// <summary>Makes samples fit for a network: no sample stays without a number, and a pixel says whether it is valid.</summary>
public static class SampleFill
{
    /// <summary>Replaces every sample that is NaN or infinite by its band's centre, and marks the pixels concerned.</summary>
    /// <param name="samples">(bands, H, W), changed in place.</param>
    /// <param name="bands">Number of bands.</param>
    /// <param name="center">One number a band: what the network's normalisation turns into 0.</param>
    /// <param name="valid">One byte a pixel (H, W): 1 where all bands held a finite number, else 0.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static void Fill(Span<float> samples, int bands, ReadOnlySpan<float> center, Span<byte> valid)
    {
        if (bands < 1 || center.Length != bands || samples.Length != (long)bands * valid.Length)
        {
            throw new ArgumentException(
                $"{samples.Length} samples, {center.Length} centres and {valid.Length} pixels do not fit {bands} bands.",
                nameof(samples)
            );
        }

        valid.Fill(1);
        for (var band = 0; band < bands; band++)
        {
            FillBand(samples.Slice(band * valid.Length, valid.Length), center[band], valid);
        }
    }

    private static void FillBand(Span<float> samples, float center, Span<byte> valid)
    {
        var fill = new Vector<float>(center);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        for (var i = 0; i < vectors.Length; i++)
        {
            // x − x is 0 for a finite number and NaN for all others.
            var finite = Vector.Equals(vectors[i] - vectors[i], Vector<float>.Zero);
            if (Vector.EqualsAll(finite, Vector<int>.AllBitsSet))
            {
                continue;
            }

            vectors[i] = Vector.ConditionalSelect(finite, vectors[i], fill);
            var pixel = i * Vector<float>.Count;
            for (var lane = 0; lane < Vector<float>.Count; lane++)
            {
                valid[pixel + lane] &= (byte)finite[lane];
            }
        }

        for (var i = vectors.Length * Vector<float>.Count; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
            {
                samples[i] = center;
                valid[i] = 0;
            }
        }
    }
}
