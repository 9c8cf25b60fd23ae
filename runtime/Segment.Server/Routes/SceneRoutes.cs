using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Segment.Server.Access;
using Segment.Server.Scenes;

namespace Segment.Server.Routes;

/// <summary><c>GET /scenes</c> and <c>POST /uploads</c>: what can be mapped, and a way to send more.</summary>
internal static class SceneRoutes
{
    private const int Most = 1000;

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/scenes", (DataRoot root) => new { scenes = root.List(Most) })
            .WithName("getScenes")
            .WithSummary("The GeoTIFF scenes below the data root, the first thousand.")
            .Needs(Scope.Infer);
        routes
            .MapPost("/uploads", Upload)
            .WithName("upload")
            .WithSummary("Send a GeoTIFF to be mapped by a job: the answer names it.")
            .Needs(Scope.Infer);
    }

    private static async Task<IResult> Upload(HttpContext context, Uploads uploads)
    {
        var id = await uploads.Receive(context);
        return Results.Json(new { scene = $"upload:{id}" }, statusCode: StatusCodes.Status201Created);
    }
}
