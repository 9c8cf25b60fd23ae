using System.Diagnostics;
using Segment.Runtime.Store;

namespace Segment.Runtime.Pipeline;

/// <summary>
/// Reads, computes and writes side by side: readers fill batches of tiles in the order of the scene's rows, lanes run
/// them through the network, and the calling thread writes whole rows in order.
/// </summary>
/// <remarks>
/// Why it cannot stall: lanes only ever wait for batches; a reader that must wait for a band of rows first hands on the
/// batch it holds, so that every begun band is sure to become whole; and bands are begun in the order they are written.
/// </remarks>
internal sealed class TilePipeline : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly PipelineSetup setup;
    private readonly PipelineStop stop;
    private readonly PipelineBuffers buffers;
    private TileRows? rows;
    private int readersLeft;
    private long tilesDone;
    private long tilesRun;

    /// <summary>Allocates the pipeline's buffers.</summary>
    /// <param name="setup">The job.</param>
    /// <param name="token">Stops it.</param>
    public TilePipeline(PipelineSetup setup, CancellationToken token)
    {
        this.setup = setup;
        Seams = new SeamScore(setup.Plan);
        stop = new PipelineStop(token);
        try
        {
            buffers = new PipelineBuffers(setup, Seams, stop.Token);
        }
        catch
        {
            stop.Dispose();
            throw;
        }
    }

    /// <summary>Gets the time spent reading, computing and writing.</summary>
    public (StageSeconds Read, StageSeconds Infer, StageSeconds Write) Seconds { get; } = (new(), new(), new());

    /// <summary>Gets the tiles that go through the network at once; fewer than a batch where memory was short.</summary>
    public int BatchSize => buffers.Lanes.Min(lane => lane.BatchSize);

    /// <summary>Gets how well neighbouring tiles agree.</summary>
    public SeamScore Seams { get; }

    /// <summary>Gets the tiles that went through the network.</summary>
    public long Tiles => Interlocked.Read(ref tilesRun);

    /// <summary>Gets the bytes of all large buffers.</summary>
    public long BufferBytes => buffers.Bytes;

    /// <summary>Gets the batches computed side by side.</summary>
    public int Lanes => buffers.Lanes.Count;

    /// <summary>Classifies the rows of a shard that are not finished.</summary>
    /// <param name="shard">Takes the rows.</param>
    /// <param name="progress">Told the fraction of the shard's tiles that are done, on the calling thread.</param>
    public void Run(StoreShard shard, IProgress<double>? progress)
    {
        if (shard.IsComplete)
        {
            return;
        }

        rows = new TileRows(setup.Plan, buffers, shard);
        tilesDone = rows.Done;
        readersLeft = Math.Min(setup.Job.Readers, rows.Left);
        for (var i = readersLeft; i > 0; i--)
        {
            stop.Start($"tile reader {i}", ReadTiles);
        }

        foreach (var lane in buffers.Lanes)
        {
            stop.Start("inference lane", () => RunBatches(lane));
        }

        stop.Finish(() => WriteRows(shard, rows.Total, progress));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        buffers.Dispose();
        stop.Dispose();
    }

    private void ReadTiles()
    {
        using var reader = new TileReader(setup);
        TileBatch? batch = null;
        while (BeginRow(ref batch) is var (row, bands))
        {
            foreach (var tile in setup.Plan.Row(row))
            {
                batch ??= buffers.FreeBatches.Take(stop.Token);
                var start = Stopwatch.GetTimestamp();
                var holdsData = reader.Read(tile, batch.NextPixels, batch.NextValid);
                Seconds.Read.AddSince(start);
                if (holdsData)
                {
                    batch.Add(tile, bands);
                    HandOn(ref batch, onlyFull: true);
                }
                else
                {
                    Array.ForEach(bands, band => band.Skip(tile));
                    Interlocked.Increment(ref tilesDone);
                }
            }
        }

        HandOn(ref batch, onlyFull: false);
        if (Interlocked.Decrement(ref readersLeft) == 0)
        {
            buffers.ReadyBatches.CompleteAdding();
        }
    }

    /// <summary>Takes the next row of tiles, and the bands for its classes; null when there is none left.</summary>
    private (int Row, RowBand[] Bands)? BeginRow(ref TileBatch? batch)
    {
        if (!buffers.FreeBands.TryTake(out var band))
        {
            HandOn(ref batch, onlyFull: false);
            band = buffers.FreeBands.Take(stop.Token);
        }

        return rows!.Next(band);
    }

    private void HandOn(ref TileBatch? batch, bool onlyFull)
    {
        if (batch is { Tiles.Count: > 0 } && (!onlyFull || batch.Tiles.Count == batch.Capacity))
        {
            buffers.ReadyBatches.Add(batch);
            batch = null;
        }
    }

    private void RunBatches(InferenceLane lane)
    {
        foreach (var batch in buffers.ReadyBatches.GetConsumingEnumerable(stop.Token))
        {
            Compute(lane, batch);
            Interlocked.Add(ref tilesDone, batch.Tiles.Count);
            Interlocked.Add(ref tilesRun, batch.Tiles.Count);
            batch.Clear();
            buffers.FreeBatches.Add(batch);
        }
    }

    private void Compute(InferenceLane lane, TileBatch batch)
    {
        setup.Gate?.Enter(stop.Token);
        try
        {
            var start = Stopwatch.GetTimestamp();
            lane.Run(batch);
            Seconds.Infer.AddSince(start);
        }
        finally
        {
            setup.Gate?.Leave();
        }
    }

    private void WriteRows(StoreShard shard, long tiles, IProgress<double>? progress)
    {
        while (!shard.IsComplete)
        {
            var band = buffers.BegunBands.Take(stop.Token);
            while (!band.WaitWhole(ProgressInterval, stop.Token))
            {
                progress?.Report(Interlocked.Read(ref tilesDone) / (double)tiles);
            }

            var start = Stopwatch.GetTimestamp();
            shard.Append(band.FirstRow, band.Height, band.Layers);
            Seams.Add(band);
            Seconds.Write.AddSince(start);
            buffers.FreeBands.Add(band);
            progress?.Report(Interlocked.Read(ref tilesDone) / (double)tiles);
        }

        progress?.Report(1);
    }
}
