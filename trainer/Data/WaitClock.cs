using System.Diagnostics;

namespace Segment.Trainer.Data;

/// <summary>Measures what share of the time steps wait for their batches.</summary>
internal sealed class WaitClock
{
    private TimeSpan waited;
    private TimeSpan worked;

    /// <summary>Gets the share of the time that was spent waiting, 0–1.</summary>
    public double Share => waited > TimeSpan.Zero ? waited / (waited + worked) : 0;

    /// <summary>Adds a step.</summary>
    /// <param name="start">When it began to wait, <see cref="Stopwatch.GetTimestamp"/>.</param>
    /// <param name="ready">When its batch was there.</param>
    /// <param name="end">When it asked for the next one.</param>
    public void Add(long start, long ready, long end)
    {
        waited += Stopwatch.GetElapsedTime(start, ready);
        worked += Stopwatch.GetElapsedTime(ready, end);
    }
}
