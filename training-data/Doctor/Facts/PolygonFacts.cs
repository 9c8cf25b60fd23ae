using Segment.Raster.Labels;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>What the checks know of a drawn feature.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="X">Map x of its middle, or its column where the scene has no georeference.</param>
/// <param name="Y">Map y of its middle, or its row.</param>
/// <param name="Pixels">Pixels of the scene that it covers, whatever lies over it.</param>
/// <param name="ValidShare">Share of those of them that were read where every band that holds data anywhere holds data, 0–1.</param>
/// <param name="Mean">The mean of its valid pixels in each band; empty where it has none, or the scene's samples are not known.</param>
/// <param name="Fingerprint">Equal for features that cover the same pixels.</param>
public sealed record PolygonFacts(
    DrawnFeature Feature,
    double X,
    double Y,
    long Pixels,
    double ValidShare,
    IReadOnlyList<double> Mean,
    ulong Fingerprint
)
{
    /// <summary>Gets what it is called for people.</summary>
    public string Name => FormattableString.Invariant($"feature {Feature.Number + 1} at x {X:0.#####}, y {Y:0.#####}");
}
