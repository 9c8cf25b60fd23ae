using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>What an export wrote.</summary>
/// <param name="Folder">The chips folder's full path.</param>
/// <param name="MetadataFormat">The metadata format.</param>
/// <param name="TileHeight">Rows of a tile, in pixels.</param>
/// <param name="TileWidth">Columns of a tile, in pixels.</param>
/// <param name="StrideY">Rows from tile to tile.</param>
/// <param name="StrideX">Columns from tile to tile.</param>
/// <param name="Chips">Chips written.</param>
/// <param name="TilesWithoutLabel">Tiles left out because they hold no feature.</param>
/// <param name="TilesWithoutData">Tiles left out because no sample of theirs holds data.</param>
/// <param name="TilesOutsideMask">Tiles left out because they leave the mask polygons.</param>
/// <param name="Classes">The classes, sorted by value; none for formats without labels.</param>
/// <param name="ScenePixels">Labelled pixels of the scenes, by class index; each pixel counts once.</param>
/// <param name="ChipPixels">Labelled pixels in all chips, by class index; a pixel counts in every chip it lies
/// in. For formats that list features, the features in all chips.</param>
public sealed record ChipExportResult(
    string Folder,
    string MetadataFormat,
    int TileHeight,
    int TileWidth,
    int StrideY,
    int StrideX,
    int Chips,
    int TilesWithoutLabel,
    int TilesWithoutData,
    int TilesOutsideMask,
    IReadOnlyList<LandCoverClass> Classes,
    IReadOnlyList<long> ScenePixels,
    IReadOnlyList<long> ChipPixels
);
