namespace Segment.TrainingData.Splitting;

/// <summary>What one part holds of each class.</summary>
/// <param name="Pixels">Labelled pixels by class index; each counts once.</param>
/// <param name="Regions">Polygons, or parts of larger regions, by class index; 0 where chips were split, not regions.</param>
public sealed record PartPixels(IReadOnlyList<long> Pixels, IReadOnlyList<int> Regions);
