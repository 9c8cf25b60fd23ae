using System.Diagnostics;
using Segment.Runtime.Pipeline;
using Segment.Runtime.Pipeline.Blending;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Planning;

/// <summary>Measures a job on this machine for a moment: real tiles in its own lanes, all of them at once.</summary>
internal sealed class Probe(PipelineSetup setup, CancellationToken token)
{
    /// <summary>The rows of tiles that are looked at, evenly spread.</summary>
    private const int Rows = 3;

    /// <summary>Time for reading one row, and for computing.</summary>
    private static readonly TimeSpan ReadingTime = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan ComputingTime = TimeSpan.FromSeconds(1.5);

    /// <summary>The rounds of tiles in all lanes that are timed at least.</summary>
    private const int LeastRounds = 2;

    private readonly TilePlan plan = setup.Plan;
    private long read;
    private long withData;
    private double readSeconds;

    /// <summary>Measures.</summary>
    /// <returns>What was measured.</returns>
    public ProbeResult Run()
    {
        using var batch = new TileBatch(setup);
        using var reader = new TileReader(setup);
        Read(reader, batch);
        var (stored, share) = Stored(reader);
        var (tile, first) = Compute(batch);
        var found = read == 0 ? 1 : withData / (double)read;
        return new ProbeResult(tile, first, read == 0 ? 0 : readSeconds / read * stored, found * share);
    }

    /// <summary>Reads rows of tiles; the batch keeps the last tile with data.</summary>
    private void Read(TileReader reader, TileBatch batch)
    {
        foreach (var row in Enumerable.Range(0, Rows).Select(i => plan.Rows * ((2 * i) + 1) / (2 * Rows)).Distinct())
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var tile in plan.Row(row).Where(tile => !reader.IsEmpty(tile)))
            {
                token.ThrowIfCancellationRequested();
                withData += reader.Read(tile, batch.NextPixels, batch.NextValid) ? 1 : 0;
                read++;
                if (Stopwatch.GetElapsedTime(start) > ReadingTime)
                {
                    break;
                }
            }

            readSeconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    /// <summary>Counts the tiles that the file stores anything of, which costs no reading.</summary>
    private (double ReadShare, double DataShare) Stored(TileReader reader)
    {
        if (!setup.Masked)
        {
            return (1, 1);
        }

        long stored = 0;
        for (var row = 0; row < plan.Rows; row++)
        {
            token.ThrowIfCancellationRequested();
            stored += plan.Row(row).LongCount(tile => !reader.IsEmpty(tile));
        }

        var share = stored / (double)plan.Count;
        return (share, share);
    }

    /// <summary>Runs the batch in all lanes at once, again and again.</summary>
    private (double Tile, double First) Compute(TileBatch read)
    {
        var lanes = setup.Job.BusyLanes(plan);
        var times = new List<double>[lanes];
        using var begin = new Barrier(lanes);
        using var stop = new PipelineStop(token);
        for (var i = 0; i < lanes; i++)
        {
            var lane = i;
            stop.Start("probe", () => times[lane] = Lane(read, begin, stop.Token));
        }

        stop.Finish(() => { });
        var steady = times.Average(lane => lane.Skip(1).Average()) / setup.Job.BatchSize;
        var first = times.Max(lane => lane[0]) / setup.Job.BatchSize;
        return (steady, Math.Max(0, first - steady));
    }

    private List<double> Lane(TileBatch source, Barrier begin, CancellationToken stopped)
    {
        var times = new List<double>();
        using var lane = new InferenceLane(setup, new SeamScore(plan), stopped);
        using var batch = new TileBatch(setup);
        var sums = plan.Blends ? new SumsPool(plan, setup.Layers.Classes) : null;
        using var band = new RowBand(plan, setup.Layers.Layers.Count, sums);
        var tile = plan.Row(0).First();
        RowBand[] bands = [band];
        begin.SignalAndWait(stopped);
        var start = Stopwatch.GetTimestamp();
        while (times.Count <= LeastRounds || Stopwatch.GetElapsedTime(start) < ComputingTime)
        {
            band.Begin(0, Math.Min(plan.CoreHeight, plan.Height), setup.Job.BatchSize);
            for (var slot = 0; slot < setup.Job.BatchSize; slot++)
            {
                source.NextPixels.CopyTo(batch.NextPixels);
                source.NextValid.CopyTo(batch.NextValid);
                batch.Add(tile, bands);
            }

            var run = Stopwatch.GetTimestamp();
            lane.Run(batch);
            times.Add(Stopwatch.GetElapsedTime(run).TotalSeconds);
            batch.Clear();
        }

        return times;
    }
}
