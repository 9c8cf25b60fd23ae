namespace Segment.Trainer.AutoDl;

/// <summary>What a search found.</summary>
/// <param name="Trials">All trials, in the order in which they ended.</param>
/// <param name="Winner">The best of them.</param>
/// <param name="PackagePath">Its package.</param>
/// <param name="Seconds">The time spent on all trials, in seconds, those of interrupted calls included.</param>
public sealed record AutoDlResult(IReadOnlyList<Trial> Trials, Trial Winner, string PackagePath, double Seconds);
