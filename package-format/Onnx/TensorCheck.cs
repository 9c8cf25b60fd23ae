using System.Numerics;
using System.Runtime.InteropServices;

namespace Segment.PackageFormat.Onnx;

/// <summary>What is asked of a tensor that is stored in a graph.</summary>
internal static class TensorCheck
{
    // The exponent bits of single precision; all of them set means infinite or not a number.
    private const uint Exponent = 0x7F80_0000;

    /// <summary>Lists everything that is wrong with a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="where">How messages name it.</param>
    /// <returns>One sentence for each problem.</returns>
    public static IEnumerable<string> Problems(TensorProto tensor, string where)
    {
        if (tensor.DataLocation != TensorProto.Types.DataLocation.Default || tensor.ExternalData.Count > 0)
        {
            yield return $"The {where} lies outside the file; all data must be in the graph itself.";
            yield break;
        }

        var type = (TensorProto.Types.DataType)tensor.DataType;
        var size = SizeBytes(type);
        if (size == 0)
        {
            yield return $"The {where} has the number type {type}, which is not allowed.";
            yield break;
        }

        if (!tensor.Segment.IsEmpty || tensor.StringData.Count > 0)
        {
            yield return $"The {where} is stored in segments or as text, which is not allowed.";
        }

        var count = Count(tensor.Dims);
        if (count is null || !HoldsAll(tensor, count.Value, size))
        {
            yield return $"The {where} does not hold as many numbers as its shape [{string.Join(", ", tensor.Dims.Take(8))}] says.";
        }
        else if (!IsFinite(tensor, type))
        {
            yield return $"The {where} holds numbers that are not finite.";
        }
    }

    private static int SizeBytes(TensorProto.Types.DataType type) =>
        type switch
        {
            TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Int8 or TensorProto.Types.DataType.Bool => 1,
            TensorProto.Types.DataType.Uint16
            or TensorProto.Types.DataType.Int16
            or TensorProto.Types.DataType.Float16 => 2,
            TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Int32 => 4,
            TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Int64 => 8,
            _ => 0,
        };

    private static long? Count(IEnumerable<long> dims)
    {
        var count = 1L;
        foreach (var dim in dims)
        {
            if (dim < 0 || dim > int.MaxValue || count * dim > int.MaxValue)
            {
                return null;
            }

            count *= dim;
        }

        return count;
    }

    private static bool HoldsAll(TensorProto t, long count, int size)
    {
        var listed = t.FloatData.Count + (long)t.Int32Data.Count + t.Int64Data.Count + t.DoubleData.Count;
        return t.Uint64Data.Count == 0
            && (t.RawData.IsEmpty ? listed == count : listed == 0 && t.RawData.Length == count * size);
    }

    private static bool IsFinite(TensorProto t, TensorProto.Types.DataType type) =>
        t.FloatData.All(float.IsFinite)
        && t.DoubleData.All(double.IsFinite)
        && type switch
        {
            TensorProto.Types.DataType.Float => AllFinite(MemoryMarshal.Cast<byte, uint>(t.RawData.Span)),
            TensorProto.Types.DataType.Float16 => AllFinite(MemoryMarshal.Cast<byte, Half>(t.RawData.Span)),
            TensorProto.Types.DataType.Double => AllFinite(MemoryMarshal.Cast<byte, double>(t.RawData.Span)),
            _ => true,
        };

    // Tens of millions of weights pass here each time a package is opened.
    private static bool AllFinite(ReadOnlySpan<uint> bits)
    {
        var exponent = new Vector<uint>(Exponent);
        var i = 0;
        for (; i <= bits.Length - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            if (Vector.EqualsAny(new Vector<uint>(bits[i..]) & exponent, exponent))
            {
                return false;
            }
        }

        for (; i < bits.Length; i++)
        {
            if ((bits[i] & Exponent) == Exponent)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AllFinite<T>(ReadOnlySpan<T> values)
        where T : IFloatingPointIeee754<T>
    {
        foreach (var value in values)
        {
            if (!T.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
