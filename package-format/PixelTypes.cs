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

    /// <summary>Gets the name used in files and messages.</summary>
    /// <param name="type">The number type.</param>
    /// <returns>The lower-case name, such as <c>uint8</c>.</returns>
    public static string Name(this PixelType type) => type.ToString().ToLowerInvariant();
}
