using System.Numerics;

namespace Segment.Runtime.Pipeline.Blending;

/// <summary>Adds weighted probabilities up as whole numbers: in any order, on any number of threads, the same sums.</summary>
internal static class WeightedSum
{
    /// <summary>Adds each probability times its weight, rounded to the nearest whole number.</summary>
    /// <param name="probabilities">The probabilities, 0–1.</param>
    /// <param name="weights">The weights, whole numbers; all that are added to a sum make <see cref="SumsPool.One"/> at most.</param>
    /// <param name="sums">The sums.</param>
    public static void Add(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> weights, Span<ushort> sums)
    {
        var half = new Vector<float>(0.5f);
        var step = Vector<float>.Count;
        var i = 0;
        for (; i + Vector<ushort>.Count <= sums.Length; i += Vector<ushort>.Count)
        {
            var low = (new Vector<float>(probabilities[i..]) * new Vector<float>(weights[i..])) + half;
            var high =
                (new Vector<float>(probabilities[(i + step)..]) * new Vector<float>(weights[(i + step)..])) + half;
            var terms = Vector.Narrow(
                Vector.AsVectorUInt32(Vector.ConvertToInt32(low)),
                Vector.AsVectorUInt32(Vector.ConvertToInt32(high))
            );
            (new Vector<ushort>(sums[i..]) + terms).CopyTo(sums[i..]);
        }

        for (; i < sums.Length; i++)
        {
            // The product is rounded to a float first, as above.
            var term = probabilities[i] * weights[i];
            sums[i] += (ushort)(term + 0.5f);
        }
    }
}
