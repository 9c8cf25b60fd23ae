namespace Segment.Server.Models.Checking;

/// <summary>What the check of a package found.</summary>
/// <param name="Problem">Why the package cannot be used, as sentences; null where it is sound.</param>
/// <param name="Canary">What it changes on the canary's map; null without a canary.</param>
/// <param name="CanaryProblem">Why the package that serves cannot map the canary, so that nothing was compared; else
/// null.</param>
public sealed record PackageCheckAnswer(string? Problem, CanaryReport? Canary = null, string? CanaryProblem = null);
