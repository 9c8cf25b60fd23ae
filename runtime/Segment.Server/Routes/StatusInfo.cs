using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Segment.Server.Jobs;
using Segment.Server.Processes;

namespace Segment.Server.Routes;

/// <summary>A job as OGC API – Processes tells it (OGC 18-062r2, statusInfo.yaml); model, scene and package are our own.</summary>
internal static class StatusInfo
{
    /// <summary>Makes the document.</summary>
    /// <param name="job">The job.</param>
    /// <param name="request">The request that is answered.</param>
    /// <returns>The document.</returns>
    public static JsonObject Of(JobRecord job, HttpRequest request)
    {
        var path = $"/jobs/{job.Id}";
        var links = new JsonArray(ProcessDescription.Node(Links.To(request, path, "self", Links.Json, "This job")));
        if (job.Status == JobStatus.Successful)
        {
            links.Add(
                ProcessDescription.Node(
                    Links.To(request, $"{path}/results", Links.Ogc + "results", Links.Json, "Its results")
                )
            );
            foreach (var output in OutputCatalog.All.Where(job.Request.Wants))
            {
                links.Add(
                    ProcessDescription.Node(
                        Links.To(request, $"{path}/results/{output.Id}", "item", output.MediaType, output.Title)
                    )
                );
            }
        }

        return new JsonObject
        {
            ["processID"] = ProcessDescription.Id,
            ["type"] = "process",
            ["jobID"] = job.Id,
            ["status"] = $"{job.Status}".ToLowerInvariant(),
            ["message"] = job.Message,
            ["progress"] = (int)Math.Floor(job.Progress * 100),
            ["created"] = Time(job.Created),
            ["started"] = Time(job.Started),
            ["finished"] = Time(job.Finished),
            ["updated"] = Time(job.Updated),
            ["model"] = job.Request.Inputs.Model,
            ["scene"] = job.Request.Scene.Name,
            ["packageSha256"] = job.Facts?.Sha256 ?? job.PackageSha256,
            ["links"] = links,
        }.WithoutNulls();
    }

    private static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject WithoutNulls(this JsonObject document)
    {
        foreach (var key in document.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            document.Remove(key);
        }

        return document;
    }
}
