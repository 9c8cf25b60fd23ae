using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>What all files of one kind (image, label, mask) have in common.</summary>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
/// <param name="Type">Number type of the samples.</param>
/// <param name="BandNames">The bands' descriptions; empty texts are left out.</param>
/// <param name="NoData">The NoData value of all bands, or null.</param>
/// <param name="Transform">A transform with the pixels of all chips; each chip gets its own origin.</param>
/// <param name="CrsWkt">The reference system; empty for none.</param>
internal sealed record ChipFormat(
    int Height,
    int Width,
    PixelType Type,
    IReadOnlyList<string> BandNames,
    double? NoData,
    GeoTransform Transform,
    string CrsWkt
)
{
    /// <summary>Gets the number of bands that the file is a mask of (GDAL's <c>.msk</c>); 0 where it is no
    /// mask.</summary>
    public int MaskedBands { get; init; }

    /// <summary>Gets the bytes of one chip's samples.</summary>
    public int SampleBytes => Height * Width * BandNames.Count * Type.SizeBytes();

    /// <summary>Finds a type that holds the samples of all bands.</summary>
    /// <param name="types">The bands' types.</param>
    /// <returns>Their type where it is one; else the smallest that holds them.</returns>
    public static PixelType CommonType(IReadOnlyCollection<PixelType> types)
    {
        if (types.Distinct().Count() == 1)
        {
            return types.First();
        }

        PixelType[] candidates =
        [
            PixelType.UInt16,
            PixelType.Int16,
            PixelType.UInt32,
            PixelType.Int32,
            PixelType.Float32,
        ];
        return candidates.Where(c => types.All(t => Holds(c, t))).Cast<PixelType?>().FirstOrDefault()
            ?? PixelType.Float64;
    }

    private static bool Holds(PixelType wide, PixelType narrow) => wide == narrow || Bits(narrow) <= Room(wide, narrow);

    // Bits of a number without its sign.
    private static int Bits(PixelType type) =>
        type switch
        {
            PixelType.UInt8 => 8,
            PixelType.Int8 => 7,
            PixelType.UInt16 => 16,
            PixelType.Int16 => 15,
            PixelType.UInt32 => 32,
            PixelType.Int32 => 31,
            PixelType.Float32 => 100,
            _ => 1000,
        };

    private static int Room(PixelType wide, PixelType narrow) =>
        wide switch
        {
            PixelType.Float32 => 24,
            PixelType.UInt16 or PixelType.UInt32 when narrow is PixelType.Int8 or PixelType.Int16 or PixelType.Int32 =>
                0,
            _ => Bits(wide),
        };
}
