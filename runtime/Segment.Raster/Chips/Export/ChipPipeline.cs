using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Segment.Raster.Chips.Export;

/// <summary>Writes chips on all cores. What is counted is put together in the order of the chips, so that nothing depends
/// on which thread was faster.</summary>
/// <param name="plan">What is cut.</param>
/// <param name="target">The folder.</param>
internal sealed class ChipPipeline(ChipPlan plan, ChipTarget target)
{
    private readonly ConcurrentBag<ChipWorker> idle = [];
    private readonly ConcurrentBag<ChipWorker> all = [];
    private readonly Dictionary<int, ChipBatchResult> early = [];
    private readonly Lock gate = new();
    private ChipBatchResult? total;
    private int next;

    /// <summary>Writes all chips.</summary>
    /// <param name="batches">The chips; asked for by one thread at a time.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>What was counted; null where there was no chip.</returns>
    public ChipBatchResult? Run(IEnumerable<ChipBatch> batches, CancellationToken token)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = token,
        };
        try
        {
            // Without a buffer, no more batches wait than there are threads.
            var source = Partitioner.Create(batches, EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(source, options, batch => Run(batch, token));
            return total;
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
            throw;
        }
        finally
        {
            foreach (var worker in all)
            {
                worker.Dispose();
            }
        }
    }

    private void Run(ChipBatch batch, CancellationToken token)
    {
        if (!idle.TryTake(out var worker))
        {
            worker = new ChipWorker(plan, target);
            all.Add(worker);
        }

        var result = worker.Run(batch, token);
        idle.Add(worker);
        lock (gate)
        {
            early[batch.Order] = result;
            while (early.Remove(next, out var ready))
            {
                next++;
                if (total is null)
                {
                    total = ready;
                }
                else
                {
                    total.Add(ready);
                }
            }
        }
    }
}
