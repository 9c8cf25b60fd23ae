using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>What the chips of an export have in common.</summary>
/// <param name="TileSize">The side of a chip, in pixels.</param>
/// <param name="IgnoreValue">The label value of pixels without a class.</param>
/// <param name="Grid">The scene's grid.</param>
/// <param name="BandTypes">The number type of each band in the scene.</param>
internal sealed record ChipDescription(
    int TileSize,
    int IgnoreValue,
    GridGeometry Grid,
    IReadOnlyList<PixelType> BandTypes
);
