using System.Text;
using Microsoft.AspNetCore.Http;
using Segment.Server.Jobs;
using Segment.Server.Routes;

namespace Segment.Server.Processes;

/// <summary>Several results in one answer: a part each, named by <c>Content-ID</c> (RFC 2387; OGC 18-062r2, section 7.11.4).</summary>
/// <param name="job">A job that succeeded.</param>
/// <param name="outputs">The outputs.</param>
/// <param name="store">Where its files are.</param>
internal sealed class MultipartAnswer(JobRecord job, IReadOnlyList<OutputKind> outputs, JobStore store) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var boundary = $"segment-{Guid.NewGuid():N}";
        var response = httpContext.Response;
        response.ContentType = $"multipart/related; boundary={boundary}; type=\"{outputs[0].MediaType}\"";
        foreach (var output in outputs)
        {
            var isLink = job.Request.Outputs[output.Id] == Transmission.Reference;
            var place = isLink
                ? $"Content-Location: {Links.Address(httpContext.Request, $"/jobs/{job.Id}/results/{output.Id}")}\r\n"
                : string.Empty;
            await Write(
                response,
                $"--{boundary}\r\nContent-Type: {output.MediaType}\r\nContent-ID: {output.Id}\r\n{place}\r\n",
                httpContext.RequestAborted
            );
            if (!isLink)
            {
                await Body(response, output, httpContext.RequestAborted);
            }

            await Write(response, "\r\n", httpContext.RequestAborted);
        }

        await Write(response, $"--{boundary}--\r\n", httpContext.RequestAborted);
    }

    private static Task Write(HttpResponse response, string text, CancellationToken token) =>
        response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), token).AsTask();

    private async Task Body(HttpResponse response, OutputKind output, CancellationToken token)
    {
        if (output.File is null)
        {
            await Write(response, ResultAnswer.Areas(job).ToJsonString(), token);
            return;
        }

        await using var file = File.OpenRead(ResultAnswer.PathOf(job, output, store));
        await file.CopyToAsync(response.Body, token);
    }
}
