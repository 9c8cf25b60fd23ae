using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Segment.Pages;
using Segment.Server.Access;
using Segment.Server.Faults;
using Segment.Server.Jobs;
using Segment.Server.Processes;

namespace Segment.Server.Routes;

/// <summary>What people look at: the finished map over its scene, and the sign that lets a browser follow links.</summary>
internal static class PageRoutes
{
    private static readonly Lazy<string> Page = new(() =>
        HtmlPage.Render(
            "Segment",
            "server",
            "Land-cover maps with deep networks.",
            "<div id=\"app\"><noscript>This page needs JavaScript, which is switched off.</noscript></div>",
            "server"
        )
    );

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/session", Session)
            .WithName("signIn")
            .WithSummary("Let this browser follow links with the token that it just showed.")
            .Needs(Scope.Infer);
        routes
            .MapGet("/jobs/{job}/view/{**file}", View)
            .WithName("getView")
            .WithSummary("The finished map over its scene, as a page.")
            .Needs(Scope.Infer);
    }

    /// <summary>Gives the page at <c>/</c>: it holds nothing that is secret, and asks for a token itself.</summary>
    /// <returns>The page.</returns>
    public static IResult Home() => Results.Content(Page.Value, "text/html; charset=utf-8");

    private static IResult Session(HttpContext context)
    {
        Gatekeeper.Remember(context);
        return Results.Json(new { name = Gatekeeper.CallerOf(context).Name });
    }

    private static async Task<IResult> View(string job, string? file, HttpContext context, JobBoard board, MapView view)
    {
        var record = JobRoutes.Finished(board, job, context);
        if (!record.Request.Wants(OutputCatalog.Map))
        {
            throw new ApiException(StatusCodes.Status404NotFound, "No map", "This job made no map.");
        }

        // The page's own links are below it.
        if (file is null && !context.Request.Path.Value!.EndsWith('/'))
        {
            return Results.Redirect($"{context.Request.PathBase}{context.Request.Path}/");
        }

        var path = await view.Find(record, file, context.RequestAborted);
        return Results.File(
            path,
            path.EndsWith(".html", StringComparison.Ordinal) ? "text/html; charset=utf-8" : "application/octet-stream"
        );
    }
}
