namespace Segment.PackageFormat;

/// <summary>The pixels of one range of confidence.</summary>
/// <param name="Pixels">How many there are.</param>
/// <param name="Confidence">Their mean confidence, the probability of the class answered, 0–1; null where there is none.</param>
/// <param name="Accuracy">The share of them that is answered rightly, 0–1; null where there is none.</param>
public sealed record ReliabilityBin(long Pixels, double? Confidence, double? Accuracy);
