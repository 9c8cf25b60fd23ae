using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Segment.PackageFormat;

namespace Segment.Trainer.Data.Storage;

/// <summary>
/// How the samples of a chip are held: in the smallest of the types 8-bit, 16-bit and float32 that holds each of them exactly. A
/// chip of bytes takes a byte a sample, whatever type GDAL reads it as.
/// </summary>
/// <param name="Type">One of <see cref="PixelType.UInt8"/>, <see cref="PixelType.Int8"/>, <see cref="PixelType.UInt16"/>,
/// <see cref="PixelType.Int16"/> and <see cref="PixelType.Float32"/>.</param>
/// <param name="NoData">What stands for <em>no data</em>: a value that no sample of the chip has, NaN in float32; null where every
/// sample holds data.</param>
internal readonly record struct SampleCode(PixelType Type, float? NoData)
{
    private static readonly (PixelType Type, float Least, float Most)[] Integers =
    [
        (PixelType.UInt8, byte.MinValue, byte.MaxValue),
        (PixelType.Int8, sbyte.MinValue, sbyte.MaxValue),
        (PixelType.UInt16, ushort.MinValue, ushort.MaxValue),
        (PixelType.Int16, short.MinValue, short.MaxValue),
    ];

    /// <summary>Gets the bytes of a sample.</summary>
    public int Size =>
        Type switch
        {
            PixelType.UInt8 or PixelType.Int8 => 1,
            PixelType.UInt16 or PixelType.Int16 => 2,
            _ => sizeof(float),
        };

    /// <summary>Finds the type for a chip.</summary>
    /// <param name="samples">All its samples; no data where not finite.</param>
    /// <returns>The code.</returns>
    public static SampleCode For(ReadOnlySpan<float> samples)
    {
        var (least, most, whole, gaps) = (float.PositiveInfinity, float.NegativeInfinity, true, false);
        foreach (var sample in samples)
        {
            if (!float.IsFinite(sample))
            {
                gaps = true;
                continue;
            }

            least = Math.Min(least, sample);
            most = Math.Max(most, sample);
            whole &= sample == MathF.Floor(sample);
        }

        if (whole)
        {
            foreach (var (type, lowest, highest) in Integers)
            {
                var fits = least >= lowest && most <= highest;
                if (fits && !gaps)
                {
                    return new SampleCode(type, null);
                }

                if (fits && (most < highest || least > lowest))
                {
                    return new SampleCode(type, most < highest ? highest : lowest);
                }
            }
        }

        return new SampleCode(PixelType.Float32, gaps ? float.NaN : null);
    }

    /// <summary>Turns samples into bytes.</summary>
    /// <param name="samples">The samples of the chip that the code was made for.</param>
    /// <param name="bytes">As many times <see cref="Size"/>.</param>
    public void Encode(ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        switch (Type)
        {
            case PixelType.UInt8:
                Encode(samples, bytes, v => (byte)v);
                break;
            case PixelType.Int8:
                Encode(samples, MemoryMarshal.Cast<byte, sbyte>(bytes), v => (sbyte)v);
                break;
            case PixelType.UInt16:
                Encode(samples, MemoryMarshal.Cast<byte, ushort>(bytes), v => (ushort)v);
                break;
            case PixelType.Int16:
                Encode(samples, MemoryMarshal.Cast<byte, short>(bytes), v => (short)v);
                break;
            default:
                Encode(samples, MemoryMarshal.Cast<byte, float>(bytes), v => v);
                break;
        }
    }

    /// <summary>Turns bytes back into samples.</summary>
    /// <param name="bytes">What <see cref="Encode(ReadOnlySpan{float}, Span{byte})"/> wrote, or a part of it.</param>
    /// <param name="samples">The samples; NaN where there is no data.</param>
    public void Decode(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        switch (Type)
        {
            case PixelType.UInt8:
                TensorPrimitives.ConvertTruncating(bytes, samples);
                break;
            case PixelType.Int8:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, sbyte>(bytes), samples);
                break;
            case PixelType.UInt16:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, ushort>(bytes), samples);
                break;
            case PixelType.Int16:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, short>(bytes), samples);
                break;
            default:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(samples);
                break;
        }

        if (NoData is { } gap && !float.IsNaN(gap))
        {
            samples.Replace(gap, float.NaN);
        }
    }

    private void Encode<T>(ReadOnlySpan<float> samples, Span<T> coded, Func<float, T> convert)
        where T : unmanaged
    {
        for (var i = 0; i < samples.Length; i++)
        {
            coded[i] = convert(float.IsFinite(samples[i]) ? samples[i] : NoData ?? 0);
        }
    }
}
