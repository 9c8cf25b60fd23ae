using Microsoft.Extensions.Hosting;
using Segment.Server.Models;
using Segment.Server.Workers;

namespace Segment.Server.Hosting;

/// <summary>Lets the workers hold each package ready as soon as it is served, so that the first request need not wait.</summary>
/// <param name="registry">The models.</param>
/// <param name="workers">The workers.</param>
internal sealed class ModelPreparation(ModelRegistry registry, WorkerPool workers) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource end = new();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        registry.Changed += Prepare;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        registry.Changed -= Prepare;
        await end.CancelAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => end.Dispose();

    private void Prepare(ModelEvent change)
    {
        if (
            registry.Find(change.Name)?.Served is { } served
            && change.Kind is not (ModelEventKind.Released or ModelEventKind.Quarantined)
        )
        {
            _ = workers.Prepare(served.Path, end.Token);
        }
    }
}
