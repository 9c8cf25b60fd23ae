using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Segment.Server.Faults;
using Segment.Server.Jobs;
using Segment.Server.Routes;

namespace Segment.Server.Processes;

/// <summary>Gives a job's results as they were asked for (OGC 18-062r2, section 7.11.4).</summary>
internal static class ResultAnswer
{
    /// <summary>A file of more bytes comes in a JSON document as a link, not in base64.</summary>
    private const long LargestInline = 8 << 20;

    private static readonly JsonSerializerOptions Json = Options();

    /// <summary>Gives all results.</summary>
    /// <param name="job">A job that succeeded.</param>
    /// <param name="store">Where its files are.</param>
    /// <param name="context">The request.</param>
    /// <returns>The answer.</returns>
    public static IResult Of(JobRecord job, JobStore store, HttpContext context)
    {
        var outputs = OutputCatalog.All.Where(job.Request.Wants).ToList();
        if (job.Request.AsDocument)
        {
            return Document(job, outputs, store, context.Request);
        }

        var byReference = outputs.Where(output => job.Request.Outputs[output.Id] == Transmission.Reference).ToList();
        if (byReference.Count == outputs.Count)
        {
            foreach (var output in outputs)
            {
                var address = Links.Address(context.Request, $"/jobs/{job.Id}/results/{output.Id}");
                context.Response.Headers.Append(
                    "Link",
                    $"<{address}>; rel=\"{output.Id}\"; type=\"{output.MediaType}\""
                );
            }

            return Results.NoContent();
        }

        return outputs is [var only] ? File(job, only, store) : new MultipartAnswer(job, outputs, store);
    }

    /// <summary>Gives one output.</summary>
    /// <param name="job">A job that succeeded.</param>
    /// <param name="output">The output.</param>
    /// <param name="store">Where its files are.</param>
    /// <returns>The answer.</returns>
    public static IResult File(JobRecord job, OutputKind output, JobStore store) =>
        output.File is null
            ? Results.Json(job.Facts, Json)
            : Results.File(PathOf(job, output, store), output.MediaType, output.File, enableRangeProcessing: true);

    /// <summary>Gets the file of an output.</summary>
    /// <param name="job">A job that succeeded.</param>
    /// <param name="output">An output that is a file.</param>
    /// <param name="store">Where its files are.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ApiException">It is gone (410).</exception>
    public static string PathOf(JobRecord job, OutputKind output, JobStore store)
    {
        var path = new JobFiles(store.FolderOf(job.Id)).Of(output);
        return System.IO.File.Exists(path)
            ? path
            : throw new ApiException(
                StatusCodes.Status410Gone,
                "The result is gone",
                $"The {output.Id} of job '{job.Id}' is no longer there."
            );
    }

    /// <summary>Writes the output <c>areas</c>.</summary>
    /// <param name="job">A job that succeeded.</param>
    /// <returns>The document.</returns>
    public static JsonNode Areas(JobRecord job) => JsonSerializer.SerializeToNode(job.Facts, Json)!;

    private static IResult Document(
        JobRecord job,
        IReadOnlyList<OutputKind> outputs,
        JobStore store,
        HttpRequest request
    )
    {
        var document = new JsonObject();
        foreach (var output in outputs)
        {
            document[output.Id] = Entry(job, output, store, request);
        }

        return Results.Json(document);
    }

    private static JsonObject Entry(JobRecord job, OutputKind output, JobStore store, HttpRequest request)
    {
        var mode = job.Request.Outputs[output.Id];
        var link = Links.To(request, $"/jobs/{job.Id}/results/{output.Id}", output.Id, output.MediaType, output.Title);
        if (mode == Transmission.Reference)
        {
            return ProcessDescription.Node(link);
        }

        if (output.File is null)
        {
            return new JsonObject { ["value"] = Areas(job), ["mediaType"] = output.MediaType };
        }

        var path = PathOf(job, output, store);
        return mode is null || new FileInfo(path).Length > LargestInline
            ? ProcessDescription.Node(link)
            : new JsonObject
            {
                ["value"] = Convert.ToBase64String(System.IO.File.ReadAllBytes(path)),
                ["encoding"] = "base64",
                ["mediaType"] = output.MediaType,
            };
    }

    private static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Configure(json);
        return json;
    }
}
