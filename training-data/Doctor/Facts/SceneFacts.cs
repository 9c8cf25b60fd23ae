using Segment.Raster;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>What the checks know of a scene.</summary>
/// <param name="Path">Its path, as it was given.</param>
/// <param name="Grid">Its size and place.</param>
/// <param name="Bands">Its bands, in the file's order.</param>
/// <param name="SampledShare">Share of the pixels that were read for <paramref name="Bands"/>, 0–1.</param>
/// <param name="FillValue">The value that most pixels hold which are alike in every band and are its least; null where there are none.</param>
/// <param name="FillShare">Share of the pixels with data that hold <paramref name="FillValue"/> in every band, 0–1.</param>
public sealed record SceneFacts(
    string Path,
    GridGeometry Grid,
    IReadOnlyList<BandFacts> Bands,
    double SampledShare,
    double? FillValue,
    double FillShare
);
