namespace Segment.PackageFormat;

/// <summary>What is known of each <see cref="PixelType"/>.</summary>
public static class PixelTypes
{
    /// <summary>Gets the size of one sample.</summary>
    /// <param name="type">The number type.</param>
    /// <returns>Bytes: 1, 2, 4 or 8.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value names no type.</exception>
    public static int SizeBytes(this PixelType type) =>
        type switch
        {
            PixelType.UInt8 or PixelType.Int8 => 1,
            PixelType.UInt16 or PixelType.Int16 => 2,
            PixelType.UInt32 or PixelType.Int32 or PixelType.Float32 => 4,
            PixelType.Float64 => 8,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such pixel type."),
        };

    /// <summary>
    /// Tells whether a band can stand in for one of another number type: the same type, a wider integer type, or
    /// floating point of the other precision (the network reads single precision in any case). A narrower or floating
    /// type in place of an integer means that values were rescaled.
    /// </summary>
    /// <param name="trained">The type the network was trained on.</param>
    /// <param name="offered">The scene's type.</param>
    /// <returns>Whether <paramref name="offered"/> holds all values of <paramref name="trained"/> as they are.</returns>
    public static bool IsHeldBy(this PixelType trained, PixelType offered)
    {
        var (trainedBits, trainedSigned) = Integer(trained);
        var (offeredBits, offeredSigned) = Integer(offered);
        if (trainedBits == 0 || offeredBits == 0)
        {
            return trainedBits == offeredBits;
        }

        return trained == offered || (offeredBits > trainedBits && (offeredSigned || !trainedSigned));
    }

    /// <summary>Gets the name used in files and messages.</summary>
    /// <param name="type">The number type.</param>
    /// <returns>The lower-case name, such as <c>uint8</c>.</returns>
    public static string Name(this PixelType type) => type.ToString().ToLowerInvariant();

    private static (int Bits, bool Signed) Integer(PixelType type) =>
        type switch
        {
            PixelType.Float32 or PixelType.Float64 => (0, true),
            PixelType.Int8 or PixelType.Int16 or PixelType.Int32 => (8 * type.SizeBytes(), true),
            _ => (8 * type.SizeBytes(), false),
        };
}
