namespace Segment.Trainer.Data;

/// <summary>Rounds float32 to bfloat16: the upper half of its bits, to the nearest, ties to even.</summary>
internal static class HalfWidth
{
    /// <summary>Rounds numbers.</summary>
    /// <param name="values">Finite numbers.</param>
    /// <param name="rounded">Their bfloat16 bits.</param>
    public static void Round(ReadOnlySpan<float> values, Span<ushort> rounded)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(values[i]);
            rounded[i] = (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }
}
