using Segment.PackageFormat;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>What the checks know of a band of a scene, or of the same band in all chips.</summary>
/// <param name="Name">The band's name; <c>Band_1</c> … where it has none.</param>
/// <param name="Type">Number type of its samples.</param>
/// <param name="NoData">The number that stands for "no data"; null where there is none, or it is not known.</param>
/// <param name="Samples">How its samples with data are distributed; null where none holds data.</param>
/// <param name="Fingerprint">Equal for bands whose samples are equal.</param>
public sealed record BandFacts(
    string Name,
    PixelType Type,
    double? NoData,
    BandDistribution? Samples,
    ulong Fingerprint
)
{
    /// <summary>Gets a value indicating whether the band holds one value only.</summary>
    public bool IsConstant => Samples is { } s && s.Quantiles[0].Equals(s.Quantiles[^1]);
}
