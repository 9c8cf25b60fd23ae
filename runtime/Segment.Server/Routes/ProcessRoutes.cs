using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Segment.Server.Access;
using Segment.Server.Faults;
using Segment.Server.Models;
using Segment.Server.Processes;

namespace Segment.Server.Routes;

/// <summary><c>/processes</c>: the list, the description, the execution (OGC 18-062r2, sections 7.9 to 7.11).</summary>
internal static class ProcessRoutes
{
    /// <summary>Room for a small scene in base64.</summary>
    private const long LargestBody = 24 << 20;

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/processes", List)
            .WithName("getProcesses")
            .WithSummary("The processes: there is one, classify.")
            .Needs(Scope.Infer);
        routes
            .MapGet(
                "/processes/{process}",
                (string process, HttpRequest request, ModelRegistry registry) =>
                    ProcessDescription.Whole(Known(process, request), registry)
            )
            .WithName("getProcessDescription")
            .WithSummary("A process with its inputs and outputs.")
            .Needs(Scope.Infer);
        routes
            .MapPost("/processes/{process}/execution", Execute)
            .WithName("execute")
            .WithSummary("Map a scene: the answer is the result, or with the header Prefer: respond-async a job.")
            .Needs(Scope.Infer);
    }

    private static JsonObject List(HttpRequest request) =>
        new()
        {
            ["processes"] = new JsonArray(ProcessDescription.Summary(request)),
            ["links"] = new JsonArray(
                ProcessDescription.Node(Links.To(request, "/processes", "self", Links.Json, "Processes"))
            ),
        };

    private static HttpRequest Known(string process, HttpRequest request) =>
        process == ProcessDescription.Id
            ? request
            : throw OgcFault.NoSuchProcess(PackageFormat.ShownText.Plain(process));

    private static async Task<IResult> Execute(string process, HttpContext context, Execution execution)
    {
        var request = Known(process, context.Request);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        var wanted = await ExecuteReader.Read(request.Body, context.RequestAborted);
        var caller = Gatekeeper.CallerOf(context);
        if (!PrefersAsync(request))
        {
            return await execution.Wait(wanted, caller, context);
        }

        var job = await execution.Accept(wanted, caller, context.RequestAborted);
        context.Response.Headers["Preference-Applied"] = "respond-async";
        return Results.Created(Links.Address(request, $"/jobs/{job.Id}"), StatusInfo.Of(job, request));
    }

    // Prefer: respond-async, wait=10 (RFC 7240).
    private static bool PrefersAsync(HttpRequest request) =>
        request
            .Headers["Prefer"]
            .SelectMany(header => (header ?? string.Empty).Split(','))
            .Any(preference =>
                preference.Split(';')[0].Trim().Equals("respond-async", StringComparison.OrdinalIgnoreCase)
            );
}
