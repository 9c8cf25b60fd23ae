namespace Segment.Exporter.Quantization;

/// <summary>The values that a tensor takes, and how 8 bits without sign stand for them: value = Scale · (byte − ZeroPoint).</summary>
/// <param name="Low">The least value that a byte can stand for; 0 or less.</param>
/// <param name="High">The greatest; 0 or more, and above <paramref name="Low"/>.</param>
internal readonly record struct ValueRange(double Low, double High)
{
    private const int Steps = byte.MaxValue;

    /// <summary>Gets the distance between two neighbouring bytes' values.</summary>
    public float Scale => (float)((High - Low) / Steps);

    /// <summary>
    /// Gets the byte that stands for 0, which it does exactly: borders of zeros stay zeros, and where nothing is negative
    /// (<see cref="Low"/> = 0) a rectifier is nothing but this range.
    /// </summary>
    public byte ZeroPoint => (byte)Math.Clamp(Math.Round(-Low / Scale), 0, Steps);

    /// <summary>Makes the range of values that were seen; it always holds 0 and is never empty.</summary>
    /// <param name="least">The least value.</param>
    /// <param name="greatest">The greatest value.</param>
    /// <returns>The range.</returns>
    public static ValueRange Of(double least, double greatest)
    {
        var (low, high) = (Math.Min(least, 0), Math.Max(greatest, 0));
        return high - low > float.Epsilon * Steps ? new ValueRange(low, high) : new ValueRange(0, 1);
    }

    /// <summary>Makes the range that holds both.</summary>
    /// <param name="other">Another range.</param>
    /// <returns>The range.</returns>
    public ValueRange Join(ValueRange other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));
}
