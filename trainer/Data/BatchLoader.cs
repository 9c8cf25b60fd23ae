using System.Diagnostics;
using static TorchSharp.torch;

namespace Segment.Trainer.Data;

/// <summary>Assembles batches on other threads, a few ahead of the step that uses them.</summary>
/// <param name="data">The chips.</param>
/// <param name="height">Rows of each part.</param>
/// <param name="width">Columns of each part.</param>
/// <param name="type">The image's number type.</param>
internal sealed class BatchLoader(ChipDataset data, int height, int width, ScalarType type)
{
    // Each on a thread of its own: while the first is used the others are made, as many at once as there are cores free.
    private const int Ahead = 3;

    /// <summary>Yields the batches of a plan, in order; the caller disposes each.</summary>
    /// <param name="plan">The items of each batch.</param>
    /// <param name="token">Ends the loading: no further batch comes.</param>
    /// <returns>The batches.</returns>
    public IEnumerable<Batch> Load(IReadOnlyList<BatchItem[]> plan, CancellationToken token)
    {
        var coming = new Queue<Task<Batch>>();
        var next = 0;
        try
        {
            while (!token.IsCancellationRequested)
            {
                while (coming.Count < Ahead && next < plan.Count)
                {
                    var items = plan[next++];
                    coming.Enqueue(Task.Run(() => data.Assemble(items, height, width, type), CancellationToken.None));
                }

                if (coming.Count == 0)
                {
                    break;
                }

                var start = Stopwatch.GetTimestamp();
                var batch = coming.Peek().GetAwaiter().GetResult();
                _ = coming.Dequeue();
                var ready = Stopwatch.GetTimestamp();
                yield return batch;
                data.Waits.Add(start, ready, Stopwatch.GetTimestamp());
            }
        }
        finally
        {
            foreach (var unused in coming)
            {
                _ = Task.WaitAny([unused], CancellationToken.None);
                if (unused.IsCompletedSuccessfully)
                {
                    unused.Result.Dispose();
                }
            }
        }
    }
}
