namespace Segment.Benchmarks;

/// <summary>One promise and how it is measured.</summary>
/// <param name="Name">The word that names the row.</param>
/// <param name="What">What is compared.</param>
/// <param name="Promise">The bound.</param>
/// <param name="Measure">Takes the figure.</param>
public sealed record BenchmarkRow(
    string Name,
    string What,
    string Promise,
    Func<BenchmarkFolder, BenchmarkResult> Measure
);
