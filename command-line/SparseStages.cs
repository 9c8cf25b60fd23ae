using System.Diagnostics;
using Spectre.Console;

namespace Segment.CommandLine;

/// <summary>Shows progress where there is no terminal: a line now and then, so that logs stay short.</summary>
internal sealed class SparseStages(string title) : IStageProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private string stage = title;
    private long last = Stopwatch.GetTimestamp();

    public void Stage(string name)
    {
        lock (gate)
        {
            stage = name;
        }
    }

    public void Report(double value)
    {
        lock (gate)
        {
            if (Stopwatch.GetElapsedTime(last) < Interval)
            {
                return;
            }

            last = Stopwatch.GetTimestamp();
            ConsoleSession.Log.MarkupLineInterpolated($"  {stage}: {value * 100:0} %");
        }
    }
}
