using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Segment.Server.Access;

namespace Segment.Server.Routes;

/// <summary><c>GET /</c> and <c>GET /conformance</c> (OGC 18-062r2, sections 7.2 and 7.4).</summary>
internal static class LandingRoutes
{
    private const string Conformance = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/";

    /// <summary>Gets the conformance classes that this server keeps.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [
        Conformance + "core",
        Conformance + "ogc-process-description",
        Conformance + "json",
        Conformance + "html",
        Conformance + "oas30",
        Conformance + "job-list",
        Conformance + "dismiss",
    ];

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/",
                (HttpContext context, Gatekeeper gatekeeper) =>
                    WantsPage(context.Request) ? PageRoutes.Home() : Landing(context, gatekeeper)
            )
            .WithName("getLandingPage")
            .WithSummary("The way in: links to all that there is, or the page for people.")
            .Needs(Scope.None);
        routes
            .MapGet("/conformance", () => new { conformsTo = Classes })
            .WithName("getConformance")
            .WithSummary("The conformance classes of OGC API – Processes that this server keeps.")
            .Needs(Scope.Infer);
    }

    // f=json and f=html go before what a browser says that it takes.
    private static bool WantsPage(HttpRequest request) =>
        request.Query.TryGetValue("f", out var format)
            ? format == "html"
            : request
                .GetTypedHeaders()
                .Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    // The page is open to everybody, its document is not.
    private static IResult Landing(HttpContext context, Gatekeeper gatekeeper)
    {
        gatekeeper.Check(context, Scope.Infer);
        return Results.Json(Document(context.Request));
    }

    private static object Document(HttpRequest request) =>
        new
        {
            title = "Segment",
            description = "Land-cover maps with deep networks: OGC API – Processes.",
            links = new[]
            {
                Links.To(request, "/?f=json", "self", Links.Json, "This document"),
                Links.To(request, "/?f=html", "alternate", "text/html", "The page for people"),
                Links.To(
                    request,
                    "/openapi",
                    "service-desc",
                    "application/vnd.oai.openapi+json;version=3.0",
                    "The definition of this API"
                ),
                Links.To(request, "/conformance", Links.Ogc + "conformance", Links.Json, "Conformance classes"),
                Links.To(request, "/processes", Links.Ogc + "processes", Links.Json, "Processes"),
                Links.To(request, "/jobs", Links.Ogc + "job-list", Links.Json, "Jobs"),
                Links.To(request, "/models", "related", Links.Json, "Models"),
            },
        };
}
