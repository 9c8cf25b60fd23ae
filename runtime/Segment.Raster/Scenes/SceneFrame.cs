namespace Segment.Raster.Scenes;

/// <summary>How much of a raster is looked at, and whether with its place.</summary>
/// <param name="Part">The rows and columns; null for all.</param>
/// <param name="PixelSpace">Whether the raster's place is left out.</param>
/// <remarks>What lies beyond the part is still there for those who ask: a network sees it around the part's border.</remarks>
public readonly record struct SceneFrame(PixelWindow? Part, bool PixelSpace);
