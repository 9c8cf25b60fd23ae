using Segment.PackageFormat;

namespace Segment.Trainer.Data.Augmentation;

/// <summary>All ways to vary chips, under the names of ArcGIS's <c>transforms.json</c>.</summary>
internal static class AugmentationCatalog
{
    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<AugmentationKind> All { get; } =
    [
        new FlipLeftRight(),
        new FlipUpDown(),
        new Dihedral(),
        new Rotate(),
        new RandomZoom(),
        new Squish(),
        new Brightness(),
        new Contrast(),
        new Crop(),
    ];

    /// <summary>Finds one by its name or another name for it.</summary>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="where">Where the name stands, for the error.</param>
    /// <returns>The way.</returns>
    /// <exception cref="SegmentDataException">There is none.</exception>
    public static AugmentationKind Find(string name, string where) =>
        All.FirstOrDefault(k => k.Aliases.Prepend(k.Name).Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? throw new SegmentDataException(
            $"{where}: '{name}' is unknown. {NearestName.Hint(name, [.. All.SelectMany(k => k.Aliases.Prepend(k.Name))])}"
        );
}
