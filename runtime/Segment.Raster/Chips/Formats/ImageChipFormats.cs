using Segment.PackageFormat;

namespace Segment.Raster.Chips.Formats;

/// <summary>The file formats of image chips.</summary>
public static class ImageChipFormats
{
    /// <summary>The name of the format that holds everything, and the default.</summary>
    public const string Tiff = "TIFF";

    /// <summary>Gets all formats, the default first.</summary>
    public static IReadOnlyList<ImageChipFormat> All { get; } =
    [
        new(Tiff, "GTiff", ".tif", int.MaxValue, Enum.GetValues<PixelType>(), []),
        new("PNG", "PNG", ".png", 3, [PixelType.UInt8, PixelType.UInt16], ["WORLDFILE=YES"]),
        new("JPEG", "JPEG", ".jpg", 3, [PixelType.UInt8], ["WORLDFILE=YES", "QUALITY=90"]) { IsLossless = false },
        new(
            "MRF",
            "MRF",
            ".mrf",
            int.MaxValue,
            [
                PixelType.UInt8,
                PixelType.UInt16,
                PixelType.Int16,
                PixelType.UInt32,
                PixelType.Int32,
                PixelType.Float32,
                PixelType.Float64,
            ],
            ["COMPRESS=DEFLATE", "INTERLEAVE=BAND"]
        ),
    ];

    /// <summary>Gets the names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    /// <summary>Finds a format by name; case does not count.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The format, or null.</returns>
    public static ImageChipFormat? TryFind(string name) =>
        All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
}
