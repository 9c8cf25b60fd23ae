using System.Numerics;
using Segment.Raster.Maps;

namespace Segment.Runtime.Layers;

/// <summary>Stores shares and probabilities, 0–1, as bytes: <see cref="MapLayer.One"/> stands for 1.</summary>
internal static class Quantization
{
    /// <summary>Rounds to the nearest step; what lies outside 0–1 becomes 0 or 1.</summary>
    /// <param name="values">The numbers, none of them NaN.</param>
    /// <param name="bytes">As many bytes.</param>
    public static void ToBytes(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        var step = Vector<float>.Count;
        var i = 0;
        for (; i + Vector<byte>.Count <= values.Length; i += Vector<byte>.Count)
        {
            var low = Vector.Narrow(Steps(values[i..]), Steps(values[(i + step)..]));
            var high = Vector.Narrow(Steps(values[(i + (2 * step))..]), Steps(values[(i + (3 * step))..]));
            Vector.Narrow(low, high).CopyTo(bytes[i..]);
        }

        for (; i < values.Length; i++)
        {
            bytes[i] = ToByte(values[i]);
        }
    }

    /// <summary>Rounds one number.</summary>
    /// <param name="value">The number, not NaN.</param>
    /// <returns>0 to <see cref="MapLayer.One"/>.</returns>
    public static byte ToByte(double value) => (byte)((Math.Clamp(value, 0, 1) * MapLayer.One) + 0.5);

    private static Vector<uint> Steps(ReadOnlySpan<float> values)
    {
        var share = Vector.Min(Vector.Max(new Vector<float>(values), Vector<float>.Zero), Vector<float>.One);
        return Vector.AsVectorUInt32(Vector.ConvertToInt32((share * MapLayer.One) + new Vector<float>(0.5f)));
    }
}
