using System.Diagnostics;
using Segment.Server.Models;
using Segment.Server.Workers;

namespace Segment.Server.Health;

/// <summary>Finds out whether the server can do its work: each model that is served maps a tile in a worker process.</summary>
/// <param name="registry">The models.</param>
/// <param name="folder">Where they come from.</param>
/// <param name="workers">Map the tile.</param>
/// <param name="drain">Tells whether the server ends.</param>
/// <param name="time">Tells the time.</param>
internal sealed class Readiness(
    ModelRegistry registry,
    DropInFolder folder,
    WorkerPool workers,
    Drain drain,
    TimeProvider time
) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim turn = new(1);
    private ReadinessAnswer? last;
    private DateTimeOffset at;

    /// <summary>Finds out, or tells what was found a moment ago.</summary>
    /// <param name="token">The client has left.</param>
    /// <returns>The answer.</returns>
    public async Task<ReadinessAnswer> Look(CancellationToken token)
    {
        if (drain.IsDraining)
        {
            return Not("The server is being stopped.");
        }

        if (!folder.FirstLook.IsCompleted)
        {
            return Not("The packages of the models folder are still being checked.");
        }

        await turn.WaitAsync(token);
        try
        {
            // While requests wait, workers work: asking for one more tile would only stand in their way.
            if (last is { IsReady: true } && workers.Waiting > 0)
            {
                return last;
            }

            if (last is null || time.GetUtcNow() - at > Fresh)
            {
                last = await Run(token);
                at = time.GetUtcNow();
            }

            return last;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private static ReadinessAnswer Not(string reason) => new(false, reason, []);

    private async Task<ReadinessAnswer> Run(CancellationToken token)
    {
        var served = registry.Models.Where(model => model.Served is not null).Select(model => model.Name).ToList();
        if (served.Count == 0)
        {
            return Not("No model is served: the models folder holds no sound package. GET /models tells why.");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(Patience);
        List<TileAnswer> tiles = [];
        foreach (var name in served)
        {
            using var lease = registry.TryAcquire(name);
            if (lease is null)
            {
                continue;
            }

            try
            {
                var start = Stopwatch.GetTimestamp();
                var word = await workers.Do(
                    new WorkerOrder { Number = 0, Tile = lease.PackagePath },
                    null,
                    patience.Token
                );
                tiles.Add(
                    new TileAnswer(name, lease.Sha256, word.Tile!, Stopwatch.GetElapsedTime(start).TotalMilliseconds)
                );
            }
            catch (WorkerFaultException e)
            {
                return Not($"The model '{name}' does not map a tile: {e.Fault.Text}");
            }
            catch (QueueFullException)
            {
                return last ?? Not("All workers are busy.");
            }
            catch (OperationCanceledException) when (!token.IsCancellationRequested)
            {
                return Not($"The model '{name}' did not map a tile within {Patience.TotalSeconds:0} s.");
            }
        }

        return new ReadinessAnswer(true, "Every model mapped a tile.", tiles);
    }
}
