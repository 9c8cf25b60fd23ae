namespace Segment.Benchmarks;

/// <summary>A figure.</summary>
/// <param name="Measured">The figure in words.</param>
/// <param name="Kept">Whether the promise is kept.</param>
public sealed record BenchmarkResult(string Measured, bool Kept);
