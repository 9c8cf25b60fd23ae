using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Segment.Server.Access;
using Segment.Server.Health;

namespace Segment.Server.Routes;

/// <summary><c>/health</c> and <c>/metrics</c>: for those who watch over the server.</summary>
internal static class HealthRoutes
{
    private const string PrometheusText = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/health/live", () => new { status = "alive", runtime = RuntimeInformation.FrameworkDescription })
            .WithName("getLive")
            .WithSummary("Whether the process answers.")
            .Needs(Scope.None);
        routes
            .MapGet("/health/ready", Ready)
            .WithName("getReady")
            .WithSummary("Whether every model really maps a tile, and what computed it; 503 where not.")
            .Needs(Scope.None);
        routes
            .MapGet("/metrics", Metrics)
            .WithName("getMetrics")
            .WithSummary("Figures for Prometheus.")
            .Needs(Scope.Metrics);
    }

    private static async Task<IResult> Ready(HttpContext context, Readiness readiness)
    {
        var answer = await readiness.Look(context.RequestAborted);
        return Results.Json(
            new
            {
                status = answer.IsReady ? "ready" : "not ready",
                reason = answer.Reason,
                tiles = answer.Tiles,
            },
            statusCode: answer.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static async Task Metrics(HttpContext context, ServerMetrics metrics)
    {
        context.Response.ContentType = PrometheusText;
        await metrics.Write(context.Response.Body, context.RequestAborted);
    }
}
