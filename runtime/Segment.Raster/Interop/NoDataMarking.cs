using System.Numerics;
using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>Passes over one band's samples that turn what is no data into NaN.</summary>
internal static class NoDataMarking
{
    /// <summary>Marks every sample that equals a number.</summary>
    /// <param name="samples">Samples, changed in place.</param>
    /// <param name="noData">The number.</param>
    public static void MarkEqual(Span<float> samples, float noData)
    {
        var wanted = new Vector<float>(noData);
        var missing = new Vector<float>(float.NaN);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        foreach (ref var vector in vectors)
        {
            // Most pixels hold data: reading alone is cheaper than writing back.
            if (Vector.EqualsAny(vector, wanted))
            {
                vector = Vector.ConditionalSelect(Vector.Equals(vector, wanted), missing, vector);
            }
        }

        foreach (ref var sample in samples[(vectors.Length * Vector<float>.Count)..])
        {
            sample = sample == noData ? float.NaN : sample;
        }
    }

    /// <summary>Marks every sample whose exact number equals another.</summary>
    /// <param name="samples">Samples, changed in place.</param>
    /// <param name="exact">The same samples in double precision; may be longer.</param>
    /// <param name="noData">The number.</param>
    public static void MarkEqual(Span<float> samples, ReadOnlySpan<double> exact, double noData)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (exact[i] == noData)
            {
                samples[i] = float.NaN;
            }
        }
    }

    /// <summary>Marks every sample whose mask is 0.</summary>
    /// <param name="samples">Samples, changed in place.</param>
    /// <param name="mask">One number a sample.</param>
    public static void MarkMasked(Span<float> samples, ReadOnlySpan<float> mask)
    {
        var missing = new Vector<float>(float.NaN);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        var masks = MemoryMarshal.Cast<float, Vector<float>>(mask);
        for (var i = 0; i < vectors.Length; i++)
        {
            if (Vector.EqualsAny(masks[i], Vector<float>.Zero))
            {
                vectors[i] = Vector.ConditionalSelect(Vector.Equals(masks[i], Vector<float>.Zero), missing, vectors[i]);
            }
        }

        for (var i = vectors.Length * Vector<float>.Count; i < samples.Length; i++)
        {
            samples[i] = mask[i] == 0 ? float.NaN : samples[i];
        }
    }

    /// <summary>Gives signed bytes that were read as 0–255 their sign back: 128–255 become −128–−1.</summary>
    /// <param name="samples">Samples, changed in place.</param>
    public static void UnfoldSign(Span<float> samples)
    {
        var most = new Vector<float>(sbyte.MaxValue);
        var turn = new Vector<float>(256f);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        foreach (ref var vector in vectors)
        {
            vector -= Vector.ConditionalSelect(Vector.GreaterThan(vector, most), turn, Vector<float>.Zero);
        }

        foreach (ref var sample in samples[(vectors.Length * Vector<float>.Count)..])
        {
            sample -= sample > sbyte.MaxValue ? 256f : 0f;
        }
    }
}
