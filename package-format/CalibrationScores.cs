namespace Segment.PackageFormat;

/// <summary>What a temperature does to the probabilities of the pixels of one part of a split.</summary>
/// <param name="Before">With the network's own probabilities.</param>
/// <param name="After">With the calibrated ones.</param>
public sealed record CalibrationScores(Reliability Before, Reliability After);
