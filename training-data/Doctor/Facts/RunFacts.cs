using Segment.PackageFormat;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>What the checks know of a finished training.</summary>
/// <param name="Path">The run folder or the package.</param>
/// <param name="Metrics">The scores of the epoch that was kept.</param>
/// <param name="History">All epochs.</param>
public sealed record RunFacts(string Path, TrainingMetrics Metrics, TrainingHistory History);
