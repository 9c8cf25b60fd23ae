using Prometheus;
using Segment.Server.Jobs;
using Segment.Server.Models;
using Segment.Server.Workers;

namespace Segment.Server.Health;

/// <summary>The figures that are looked up when they are asked for.</summary>
/// <param name="factory">Makes them.</param>
internal sealed class Gauges(MetricFactory factory)
{
    private const int LongestReason = 200;

    private readonly Gauge waiting = factory.CreateGauge("segment_queue_requests", "Requests that wait for a worker.");
    private readonly Gauge workers = factory.CreateGauge("segment_workers", "Worker processes for requests.");
    private readonly Gauge memory = factory.CreateGauge(
        "segment_workers_memory_bytes",
        "Resident memory of the worker processes for requests."
    );
    private readonly Counter deaths = factory.CreateCounter(
        "segment_worker_deaths_total",
        "Workers that died in the middle of a task."
    );
    private readonly Gauge lanes = factory.CreateGauge("segment_lanes", "Tiles that can be computed side by side.");
    private readonly Gauge busy = factory.CreateGauge("segment_lanes_busy", "Tiles that are computed at this moment.");
    private readonly Gauge networks = factory.CreateGauge(
        "segment_networks_loaded",
        "Networks that the server holds in memory."
    );
    private readonly Gauge jobs = factory.CreateGauge("segment_jobs", "Jobs by status.", "status");
    private readonly Gauge generation = factory.CreateGauge(
        "segment_model_generation",
        "The number of the switch that the model is served since.",
        "model",
        "sha256"
    );
    private readonly Gauge quarantined = factory.CreateGauge(
        "segment_model_quarantined",
        "1 for a package that was refused, with the reason.",
        "model",
        "reason"
    );

    /// <summary>Looks them up.</summary>
    /// <param name="registry">The models.</param>
    /// <param name="pool">The workers.</param>
    /// <param name="shared">The lanes.</param>
    /// <param name="store">The jobs.</param>
    public void Fill(ModelRegistry registry, WorkerPool pool, LanePool shared, JobStore store)
    {
        waiting.Set(pool.Waiting);
        workers.Set(pool.Count);
        memory.Set(pool.Memory);
        deaths.IncTo(pool.Deaths);
        lanes.Set(shared.Count);
        busy.Set(shared.Busy);
        networks.Set(registry.LoadedNetworks);
        foreach (var status in Enum.GetValues<JobStatus>())
        {
            jobs.WithLabels($"{status}".ToLowerInvariant()).Set(store.Count(status));
        }

        Models(registry);
    }

    // What is no longer so must not stay in the answer.
    private void Models(ModelRegistry registry)
    {
        foreach (var labels in generation.GetAllLabelValues().ToList())
        {
            generation.RemoveLabelled(labels);
        }

        foreach (var labels in quarantined.GetAllLabelValues().ToList())
        {
            quarantined.RemoveLabelled(labels);
        }

        foreach (var model in registry.Models)
        {
            if (model.Served is { } served)
            {
                generation.WithLabels(model.Name, served.Sha256).Set(served.Generation);
            }

            if (model.Quarantined is { } refused)
            {
                quarantined
                    .WithLabels(model.Name, refused.Reason[..Math.Min(LongestReason, refused.Reason.Length)])
                    .Set(1);
            }
        }
    }
}
