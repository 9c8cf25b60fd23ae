using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Segment.Server.Access;
using Segment.Server.Faults;
using Segment.Server.Jobs;
using Segment.Server.Processes;

namespace Segment.Server.Routes;

/// <summary><c>/jobs</c>: the list, a job, its results, its end (OGC 18-062r2, sections 7.12, 7.13, 11 and 13).</summary>
internal static class JobRoutes
{
    /// <summary>Adds the routes.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs", List).WithName("getJobs").WithSummary("Your jobs, the newest first.").Needs(Scope.Infer);
        routes
            .MapGet(
                "/jobs/{job}",
                (string job, HttpContext context, JobBoard board) =>
                    StatusInfo.Of(Find(board, job, context), context.Request)
            )
            .WithName("getStatus")
            .WithSummary("How far a job is.")
            .Needs(Scope.Infer);
        routes
            .MapDelete(
                "/jobs/{job}",
                (string job, HttpContext context, JobBoard board) =>
                    StatusInfo.Of(board.Dismiss(Id(job), Gatekeeper.CallerOf(context)), context.Request)
            )
            .WithName("dismiss")
            .WithSummary("End a job and remove its results.")
            .Needs(Scope.Infer);
        routes
            .MapGet("/jobs/{job}/results", Answer)
            .WithName("getResult")
            .WithSummary("The results, as the execute request wanted them.")
            .Needs(Scope.Infer);
        routes
            .MapMethods("/jobs/{job}/results/{output}", [HttpMethods.Get, HttpMethods.Head], One)
            .WithName("getOutput")
            .WithSummary("One output of a job; parts of files may be read (Range).")
            .Needs(Scope.Infer);
    }

    private static JobRecord Find(JobBoard board, string id, HttpContext context) =>
        board.Find(Id(id), Gatekeeper.CallerOf(context));

    // What is no number of a job is repeated to nobody.
    private static string Id(string id) =>
        id.Length == 32 && id.All(char.IsAsciiHexDigitLower)
            ? id
            : throw OgcFault.NoSuchJob(PackageFormat.ShownText.Plain(id));

    private static IResult Answer(string job, HttpContext context, JobBoard board, JobStore store)
    {
        var record = Finished(board, job, context);
        Name(context, record);
        return ResultAnswer.Of(record, store, context);
    }

    private static IResult One(string job, string output, HttpContext context, JobBoard board, JobStore store)
    {
        var record = Finished(board, job, context);
        if (OutputCatalog.Find(output) is not { } kind || !record.Request.Wants(kind))
        {
            throw new ApiException(
                StatusCodes.Status404NotFound,
                "No such output",
                $"This job has the outputs {string.Join(", ", record.Request.Outputs.Keys)}."
            );
        }

        Name(context, record);
        return ResultAnswer.File(record, kind, store);
    }

    /// <summary>Finds a job that succeeded.</summary>
    /// <param name="board">The jobs.</param>
    /// <param name="job">The job's number.</param>
    /// <param name="context">The request.</param>
    /// <returns>The job.</returns>
    internal static JobRecord Finished(JobBoard board, string job, HttpContext context)
    {
        var record = Find(board, job, context);
        return record.Status switch
        {
            JobStatus.Successful => record,
            JobStatus.Failed => throw record.Fault!.ToException(),
            JobStatus.Dismissed => throw new ApiException(
                StatusCodes.Status410Gone,
                "The job was dismissed",
                $"The job '{record.Id}' was dismissed and has no results."
            ),
            _ => throw OgcFault.ResultNotReady(record.Id),
        };
    }

    private static void Name(HttpContext context, JobRecord record)
    {
        context.Response.Headers["Segment-Package"] = $"{record.Facts!.Package} {record.Facts.Version}";
        context.Response.Headers["Segment-Package-Sha256"] = record.Facts.Sha256;
    }

    private static JsonObject List(HttpContext context, JobBoard board)
    {
        var request = context.Request;
        var filter = JobFilter.Read(request.Query);
        var jobs = board
            .List(Gatekeeper.CallerOf(context))
            .Where(filter.Fits)
            .Skip(filter.Offset)
            .Take(filter.Limit + 1)
            .ToList();
        var links = new JsonArray(
            ProcessDescription.Node(Links.To(request, "/jobs" + request.QueryString, "self", Links.Json, "This list"))
        );
        if (jobs.Count > filter.Limit)
        {
            var rest = request
                .Query.Where(pair => pair.Key != "offset")
                .Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString()));
            var next = QueryString.Create([
                .. rest,
                KeyValuePair.Create(
                    "offset",
                    (string?)(filter.Offset + filter.Limit).ToString(CultureInfo.InvariantCulture)
                ),
            ]);
            links.Add(ProcessDescription.Node(Links.To(request, "/jobs" + next, "next", Links.Json, "Earlier jobs")));
        }

        return new JsonObject
        {
            ["jobs"] = new JsonArray([.. jobs.Take(filter.Limit).Select(job => StatusInfo.Of(job, request))]),
            ["links"] = links,
        };
    }
}
