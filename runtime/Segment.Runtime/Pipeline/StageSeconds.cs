using System.Diagnostics;

namespace Segment.Runtime.Pipeline;

/// <summary>Sums the time that threads spend in one stage.</summary>
internal sealed class StageSeconds
{
    private long ticks;

    /// <summary>Gets the seconds so far, over all threads.</summary>
    public double Total => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref ticks)).TotalSeconds;

    /// <summary>Adds the time since a moment.</summary>
    /// <param name="start">The moment, of <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void AddSince(long start) => Interlocked.Add(ref ticks, Stopwatch.GetTimestamp() - start);
}
