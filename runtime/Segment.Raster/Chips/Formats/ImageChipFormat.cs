using Segment.PackageFormat;

namespace Segment.Raster.Chips.Formats;

/// <summary>A file format of image chips.</summary>
/// <param name="Name">ArcGIS's name.</param>
/// <param name="Driver">GDAL's driver.</param>
/// <param name="Extension">The file's extension, with the dot.</param>
/// <param name="MostBands">The most bands that it holds; ArcGIS's limit.</param>
/// <param name="Types">The number types that it holds.</param>
/// <param name="Options">GDAL's creation options.</param>
public sealed record ImageChipFormat(
    string Name,
    string Driver,
    string Extension,
    int MostBands,
    IReadOnlyList<PixelType> Types,
    IReadOnlyList<string> Options
)
{
    /// <summary>Gets whether samples come back as they were.</summary>
    public bool IsLossless { get; init; } = true;

    /// <summary>Says why the format cannot hold a scene's samples.</summary>
    /// <param name="bands">Number of bands.</param>
    /// <param name="type">Their type.</param>
    /// <returns>The reason, or null where it can.</returns>
    public string? Refusal(int bands, PixelType type) =>
        bands > MostBands ? $"{Name} holds up to {MostBands} bands, and the scene has {bands}"
        : bands == 2 && MostBands == 3 ? $"{Name} holds 1 or 3 bands, and the scene has 2"
        : !Types.Contains(type)
            ? $"{Name} holds samples of the types {string.Join(", ", Types.Select(t => t.Name()))}, and the scene's are {type.Name()}"
        : null;
}
