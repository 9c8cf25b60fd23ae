using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prometheus;
using Segment.Server.Jobs;
using Segment.Server.Models;
using Segment.Server.Workers;

namespace Segment.Server.Health;

/// <summary>Figures for Prometheus. Names end in their unit, as its conventions ask.</summary>
internal sealed class ServerMetrics
{
    private static readonly double[] Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private readonly CollectorRegistry registry = Metrics.NewCustomRegistry();
    private readonly Counter requests;
    private readonly Histogram seconds;
    private readonly Counter pixels;
    private readonly Counter tiles;
    private readonly Counter stages;
    private readonly Counter events;

    /// <summary>Makes the figures.</summary>
    /// <param name="models">The models.</param>
    /// <param name="workers">The workers.</param>
    /// <param name="lanes">The lanes.</param>
    /// <param name="jobs">The jobs.</param>
    public ServerMetrics(ModelRegistry models, WorkerPool workers, LanePool lanes, JobStore jobs)
    {
        var factory = Metrics.WithCustomRegistry(registry);
        DotNetStats.Register(registry);
        requests = factory.CreateCounter("segment_requests_total", "Requests answered.", "route", "method", "status");
        seconds = factory.CreateHistogram(
            "segment_request_duration_seconds",
            "Time from request to answer.",
            ["route"],
            new HistogramConfiguration { Buckets = Buckets }
        );
        pixels = factory.CreateCounter("segment_pixels_total", "Pixels mapped.", "model");
        tiles = factory.CreateCounter("segment_tiles_total", "Tiles that went through a network.", "model");
        stages = factory.CreateCounter("segment_stage_seconds_total", "Time spent on maps, by stage.", "stage");
        events = factory.CreateCounter("segment_model_events_total", "What happened to models.", "model", "kind");
        var gauges = new Gauges(factory);
        registry.AddBeforeCollectCallback(() => gauges.Fill(models, workers, lanes, jobs));
        models.Changed += change => events.WithLabels(change.Name, $"{change.Kind}".ToLowerInvariant()).Inc();
    }

    /// <summary>Counts a request.</summary>
    /// <param name="context">The request, answered.</param>
    /// <param name="time">How long it took.</param>
    public void Count(HttpContext context, TimeSpan time)
    {
        // The route's pattern, not the path: a client must not be able to make names.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        requests.WithLabels(route, Method(context.Request.Method), $"{context.Response.StatusCode}").Inc();
        seconds.WithLabels(route).Observe(time.TotalSeconds);
    }

    /// <summary>Counts a map.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="facts">The map.</param>
    public void Count(string model, MapFacts facts)
    {
        pixels.WithLabels(model).Inc((double)facts.Height * facts.Width);
        tiles.WithLabels(model).Inc(facts.Tiles);
        stages.WithLabels("read").Inc(facts.ReadSeconds);
        stages.WithLabels("compute").Inc(facts.InferSeconds);
        stages.WithLabels("write").Inc(facts.WriteSeconds);
    }

    /// <summary>Writes all figures in Prometheus' text format.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>Done when written.</returns>
    public Task Write(Stream output, CancellationToken token) => registry.CollectAndExportAsTextAsync(output, token);

    private static string Method(string method) =>
        method is "GET" or "POST" or "PUT" or "DELETE" or "HEAD" ? method : "other";
}
