using Segment.Raster.Labels;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>What the checks know of labels on a scene.</summary>
/// <param name="Path">Their path, as it was given.</param>
/// <param name="AreDrawn">Whether they are features; else a classified raster.</param>
/// <param name="Drawn">All features, in the order of drawing; empty for a classified raster.</param>
/// <param name="Features">Those of them that meet the scene and were looked at one by one: all, or evenly spread ones where they
/// are very many.</param>
/// <param name="ContestedPixels">Pixels that features of two or more classes claim.</param>
public sealed record LabelFacts(
    string Path,
    bool AreDrawn,
    IReadOnlyList<DrawnFeature> Drawn,
    IReadOnlyList<PolygonFacts> Features,
    long ContestedPixels
);
