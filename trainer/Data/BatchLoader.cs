using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace Segment.Trainer.Data;

/// <summary>Assembles batches on another thread, a few ahead of the step that uses them.</summary>
/// <param name="data">The chips.</param>
/// <param name="height">Rows of each part before turning.</param>
/// <param name="width">Columns of each part before turning.</param>
/// <param name="type">The image's number type.</param>
internal sealed class BatchLoader(ChipDataset data, int height, int width, ScalarType type)
{
    private const int Ahead = 3;

    /// <summary>Yields the batches of a plan, in order; the caller disposes each.</summary>
    /// <param name="plan">The items of each batch.</param>
    /// <param name="token">Ends the loading.</param>
    /// <returns>The batches.</returns>
    public IEnumerable<Batch> Load(IReadOnlyList<BatchItem[]> plan, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        using var queue = new BlockingCollection<Batch>(Ahead);
        var work = Task.Factory.StartNew(
            () => Fill(plan, queue, stop.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            foreach (var batch in queue.GetConsumingEnumerable(CancellationToken.None))
            {
                yield return batch;
            }

            work.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([work], CancellationToken.None);
            while (queue.TryTake(out var left))
            {
                left.Dispose();
            }
        }
    }

    private void Fill(IReadOnlyList<BatchItem[]> plan, BlockingCollection<Batch> queue, CancellationToken token)
    {
        try
        {
            foreach (var items in plan)
            {
                if (token.IsCancellationRequested)
                {
                    return;
                }

                var batch = data.Assemble(items, height, width, type);
                try
                {
                    queue.Add(batch, token);
                }
                catch (OperationCanceledException)
                {
                    batch.Dispose();
                    return;
                }
            }
        }
        finally
        {
            queue.CompleteAdding();
        }
    }
}
