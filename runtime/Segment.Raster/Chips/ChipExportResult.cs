using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>What an export wrote.</summary>
/// <param name="Folder">The chips folder's full path.</param>
/// <param name="Chips">Chips written.</param>
/// <param name="TilesWithoutLabel">Tiles left out because no pixel of theirs has a label.</param>
/// <param name="TilesWithoutData">Tiles left out because no sample of theirs holds data.</param>
/// <param name="Classes">The classes, sorted by value.</param>
/// <param name="ScenePixels">Labelled pixels of the scene, by class index; each pixel counts once.</param>
/// <param name="ChipPixels">Labelled pixels in all chips, by class index; a pixel counts in every chip it lies
/// in.</param>
public sealed record ChipExportResult(
    string Folder,
    int Chips,
    int TilesWithoutLabel,
    int TilesWithoutData,
    IReadOnlyList<LandCoverClass> Classes,
    IReadOnlyList<long> ScenePixels,
    IReadOnlyList<long> ChipPixels
);
