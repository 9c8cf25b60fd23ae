using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Segment.Server.Access;

namespace Segment.Server.Routes;

/// <summary><c>GET /health/live</c>: whether the process answers at all.</summary>
internal static class HealthRoutes
{
    /// <summary>Adds the routes.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/health/live", () => new { status = "alive" })
            .WithName("getLive")
            .WithSummary("Whether the process answers.")
            .Needs(Scope.None);
}
