using System.Diagnostics;
using Segment.Ledger.Fields;

namespace Segment.Ledger.Tests;

/// <summary>Several threads and several processes that write one ledger at once.</summary>
public sealed class ManyWritersTests : IDisposable
{
    private const string Child = "SEGMENT_LEDGER_TEST_CHILD";
    private readonly LedgerFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Threads_lose_nothing()
    {
        const int writers = 8,
            runs = 10;
        Parallel.For(
            0,
            writers,
            new ParallelOptions { MaxDegreeOfParallelism = writers },
            writer =>
            {
                for (var i = 0; i < runs; i++)
                {
                    folder.Done(LedgerFolder.Training($"/runs/{writer}-{i}"), LedgerFolder.Trained($"{writer}-{i}"));
                }
            }
        );
        var found = folder.Ledger.Runs();
        Assert.Equal(writers * runs, found.Count);
        Assert.All(found, run => Assert.Equal(RunState.Done, run.State));
        Assert.Equal(writers * runs, found.Select(run => run.Result).Distinct().Count());
    }

    [Fact]
    public void Processes_lose_nothing_and_a_killed_one_is_recognised()
    {
        using var first = Start("done");
        using var second = Start("done");
        using var killed = Start("wait");
        first.WaitForExit();
        second.WaitForExit();
        var patience = Stopwatch.StartNew();
        while (Running() is null && patience.Elapsed < TimeSpan.FromSeconds(30))
        {
            Thread.Sleep(50);
        }

        Assert.Equal(RunState.Running, Running()!.State);
        killed.Kill();
        killed.WaitForExit();
        var runs = folder.Ledger.Runs();
        Assert.Equal(RunState.BrokenOff, runs.Single(run => run.Result == "/wait").State);
        Assert.Equal(20, runs.Count(run => run is { Result: "/done", State: RunState.Done }));

        Run? Running() =>
            File.Exists(folder.File) ? folder.Ledger.Runs().FirstOrDefault(run => run.Result == "/wait") : null;
    }

    // The program starts itself anew with this test alone; the variable says what the child does.
    [Fact]
    public void Writes_as_a_child_process()
    {
        if (Environment.GetEnvironmentVariable(Child)?.Split('|') is not [var work, var file])
        {
            return;
        }

        var ledger = new RunLedger(file);
        if (work == "wait")
        {
            ledger.Begin(LedgerFolder.Training("/wait"));
            Thread.Sleep(TimeSpan.FromSeconds(60));
        }

        for (var i = 0; i < 10; i++)
        {
            ledger.End(ledger.Begin(LedgerFolder.Training("/done")), new RunEnd(RunState.Done, RunFacts.None));
        }
    }

    private Process Start(string work)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            ["-noColor", "-method", $"{typeof(ManyWritersTests).FullName}.{nameof(Writes_as_a_child_process)}"]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment[Child] = $"{work}|{folder.File}";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }
}
