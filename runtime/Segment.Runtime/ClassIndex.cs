using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Segment.Runtime;

/// <summary>Finds the class with the greatest logit, pixel by pixel.</summary>
internal static class ClassIndex
{
    /// <summary>Finds the index of the greatest logit of each pixel of a run; of equals, the lowest index.</summary>
    /// <param name="logits">The logits (classes, H, W).</param>
    /// <param name="plane">H · W, the distance between two classes of a pixel.</param>
    /// <param name="start">Position in a plane of the run's first pixel.</param>
    /// <param name="classes">The number of classes, 1–254.</param>
    /// <param name="index">Filled with one class index a pixel of the run.</param>
    /// <returns>Whether the greatest logit of every pixel of the run is finite.</returns>
    public static bool Find(ReadOnlySpan<float> logits, int plane, int start, int classes, Span<byte> index)
    {
        _ = logits.Slice(((classes - 1) * plane) + start, index.Length);
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(logits), start);
        var step = Vector<byte>.Count;
        var finite = true;
        var i = 0;
        for (; i + step <= index.Length; i += step)
        {
            finite &= FindBlock(ref Unsafe.Add(ref first, i), plane, classes, out var found);
            found.CopyTo(index[i..]);
        }

        for (; i < index.Length; i++)
        {
            finite &= FindOne(ref Unsafe.Add(ref first, i), plane, classes, out index[i]);
        }

        return finite;
    }

    /// <summary>Writes NoData where a pixel holds no data.</summary>
    /// <param name="valid">One byte a pixel: 0 where it holds no data, else 1.</param>
    /// <param name="index">One class index a pixel; becomes 255 where <paramref name="valid"/> is 0.</param>
    public static void Mask(ReadOnlySpan<byte> valid, Span<byte> index)
    {
        var step = Vector<byte>.Count;
        var i = 0;
        for (; i + step <= index.Length; i += step)
        {
            var missing = Vector.Equals(new Vector<byte>(valid[i..]), Vector<byte>.Zero);
            (new Vector<byte>(index[i..]) | missing).CopyTo(index[i..]);
        }

        for (; i < index.Length; i++)
        {
            index[i] |= (byte)(valid[i] - 1);
        }
    }

    /// <summary>Four vectors of floats side by side make one vector of bytes, and keep eight registers busy.</summary>
    private static bool FindBlock(ref float first, int plane, int classes, out Vector<byte> index)
    {
        var step = (nuint)Vector<float>.Count;
        var (best0, best1) = (Vector.LoadUnsafe(ref first), Vector.LoadUnsafe(ref first, step));
        var (best2, best3) = (Vector.LoadUnsafe(ref first, 2 * step), Vector.LoadUnsafe(ref first, 3 * step));
        var (index0, index1, index2, index3) = (Vector<int>.Zero, Vector<int>.Zero, Vector<int>.Zero, Vector<int>.Zero);
        for (var c = 1; c < classes; c++)
        {
            ref var at = ref Unsafe.Add(ref first, (nint)c * plane);
            var candidate = new Vector<int>(c);
            Keep(Vector.LoadUnsafe(ref at), candidate, ref best0, ref index0);
            Keep(Vector.LoadUnsafe(ref at, step), candidate, ref best1, ref index1);
            Keep(Vector.LoadUnsafe(ref at, 2 * step), candidate, ref best2, ref index2);
            Keep(Vector.LoadUnsafe(ref at, 3 * step), candidate, ref best3, ref index3);
        }

        index = Vector.Narrow(
            Vector.Narrow(Vector.AsVectorUInt32(index0), Vector.AsVectorUInt32(index1)),
            Vector.Narrow(Vector.AsVectorUInt32(index2), Vector.AsVectorUInt32(index3))
        );

        // x − x is 0 for finite numbers and NaN for all others.
        return Vector.EqualsAll(
            (best0 - best0) + (best1 - best1) + (best2 - best2) + (best3 - best3),
            Vector<float>.Zero
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(Vector<float> value, Vector<int> candidate, ref Vector<float> best, ref Vector<int> index)
    {
        var greater = Vector.GreaterThan(value, best);
        best = Vector.ConditionalSelect(greater, value, best);
        index = Vector.ConditionalSelect(greater, candidate, index);
    }

    private static bool FindOne(ref float first, int plane, int classes, out byte index)
    {
        var best = first;
        index = 0;
        for (var c = 1; c < classes; c++)
        {
            var value = Unsafe.Add(ref first, (nint)c * plane);
            if (value > best)
            {
                best = value;
                index = (byte)c;
            }
        }

        return float.IsFinite(best);
    }
}
