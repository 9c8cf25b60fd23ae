using System.Collections.Concurrent;
using Segment.Runtime.Pipeline.Blending;

namespace Segment.Runtime.Pipeline;

/// <summary>
/// All large buffers of a job, allocated once and passed round: batches go free → ready → free, bands of rows go
/// free → begun → free. Their number depends on the lanes and the tile shape, not on the scene's height.
/// </summary>
internal sealed class PipelineBuffers : IDisposable
{
    private readonly List<IDisposable> owned = [];
    private readonly SumsPool? sums;
    private long bytes;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="setup">The job.</param>
    /// <param name="seams">Told how well tiles that blend agree.</param>
    /// <param name="token">Ends running lanes.</param>
    public PipelineBuffers(PipelineSetup setup, SeamScore seams, CancellationToken token)
    {
        try
        {
            var (plan, job) = (setup.Plan, setup.Job);
            sums = plan.Blends ? new SumsPool(plan, setup.Layers.Classes) : null;
            Lanes = [.. Enumerable.Range(0, job.BusyLanes(plan)).Select(_ => NewLane(setup, seams, token))];
            for (var i = job.Slots(plan); i > 0; i--)
            {
                var batch = new TileBatch(setup);
                FreeBatches.Add(Own(batch, b => b.Bytes), token);
            }

            for (var i = job.RowBands(plan); i > 0; i--)
            {
                FreeBands.Add(Own(new RowBand(plan, setup.Layers.Layers.Count, sums), b => b.Bytes), token);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the lanes.</summary>
    public IReadOnlyList<InferenceLane> Lanes { get; }

    /// <summary>Gets the batches that a reader may fill.</summary>
    public BlockingCollection<TileBatch> FreeBatches { get; } = [];

    /// <summary>Gets the batches that wait for a lane.</summary>
    public BlockingCollection<TileBatch> ReadyBatches { get; } = [];

    /// <summary>Gets the bands that a reader may begin.</summary>
    public BlockingCollection<RowBand> FreeBands { get; } = [];

    /// <summary>Gets the bands that are being filled, from the top of the scene down.</summary>
    public BlockingCollection<RowBand> BegunBands { get; } = [];

    /// <summary>Gets the bytes of all buffers.</summary>
    public long Bytes => bytes + (sums?.Bytes ?? 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        owned.ForEach(item => item.Dispose());
        FreeBatches.Dispose();
        ReadyBatches.Dispose();
        FreeBands.Dispose();
        BegunBands.Dispose();
    }

    private InferenceLane NewLane(PipelineSetup setup, SeamScore seams, CancellationToken token) =>
        Own(new InferenceLane(setup, seams, token), lane => lane.Bytes);

    private T Own<T>(T item, Func<T, long> size)
        where T : IDisposable
    {
        owned.Add(item);
        bytes += size(item);
        return item;
    }
}
