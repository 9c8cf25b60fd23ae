using Segment.Raster;
using Segment.Raster.Labels;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>What the checks know of labels on a scene.</summary>
/// <param name="Path">Their path, as it was given.</param>
/// <param name="AreDrawn">Whether they are features; else a classified raster.</param>
/// <param name="Grid">The grid that they were looked at on: the scene's, or that of several scenes as one.</param>
/// <param name="Drawn">All features, in the order of drawing; empty for a classified raster.</param>
/// <param name="Features">Those of them that meet the scene and were looked at one by one: all, or evenly spread ones where they
/// are very many.</param>
/// <param name="ContestedPixels">Pixels that features of two or more classes claim.</param>
/// <param name="Contested">The same with area and classes, such as <c>12 pixels (1.08 ha: water and wood 12)</c>.</param>
public sealed record LabelFacts(
    string Path,
    bool AreDrawn,
    GridGeometry Grid,
    IReadOnlyList<DrawnFeature> Drawn,
    IReadOnlyList<PolygonFacts> Features,
    long ContestedPixels,
    string Contested
);
