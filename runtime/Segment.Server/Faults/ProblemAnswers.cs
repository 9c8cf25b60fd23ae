using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Segment.PackageFormat;
using Segment.Server.Workers;

namespace Segment.Server.Faults;

/// <summary>Turns whatever a route throws into an answer of problem+json (RFC 9457), and logs what is the server's fault.</summary>
internal static class ProblemAnswers
{
    private const int ClientClosedRequest = 499;

    /// <summary>Runs the rest of a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">The rest.</param>
    /// <param name="log">Told of defects.</param>
    /// <returns>Done when answered.</returns>
    public static async Task Guard(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await Write(context, OfStatus(context.Response.StatusCode));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The time is over, which the middleware outside of this answers with 504; or the client has left.
            context.Response.StatusCode = ClientClosedRequest;
            throw;
        }
        catch (Exception e)
        {
            var problem = Of(e);
            if (problem.Status is StatusCodes.Status500InternalServerError or StatusCodes.Status507InsufficientStorage)
            {
                log.LogError(e, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            }

            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            await Write(context, problem);
        }
    }

    /// <summary>Writes a problem.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">What is wrong.</param>
    /// <returns>Done when written.</returns>
    public static Task Write(HttpContext context, ApiException problem)
    {
        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = $"{seconds}";
        }

        return context.Response.WriteAsJsonAsync(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["type"] = problem.Type,
                ["title"] = problem.Title,
                ["status"] = problem.Status,
                ["detail"] = problem.Message,
                ["instance"] = context.Request.Path.Value,
                ["traceId"] = Activity.Current?.TraceId.ToHexString(),
            },
            options: null,
            "application/problem+json",
            CancellationToken.None
        );
    }

    /// <summary>Says what an exception means for the client.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>The problem.</returns>
    public static ApiException Of(Exception exception) =>
        exception switch
        {
            ApiException problem => problem,
            WorkerFaultException worker => OfWorker(worker.Fault),
            QueueFullException busy => new ApiException(
                StatusCodes.Status429TooManyRequests,
                "The server is busy",
                busy.Message
            )
            {
                RetryAfter = 1,
            },
            BadHttpRequestException bad => OfStatus(bad.StatusCode, bad.Message),
            SegmentDataException data => new ApiException(
                StatusCodes.Status400BadRequest,
                "An input is not usable",
                data.Message
            ),
            SegmentOutputException or IOException => new ApiException(
                StatusCodes.Status507InsufficientStorage,
                "The result cannot be stored",
                "The server could not write a file. Its log tells which; ask who runs it."
            ),
            _ => new ApiException(
                StatusCodes.Status500InternalServerError,
                "The server failed",
                "This is a defect of the server. Its log tells more; ask who runs it."
            ),
        };

    /// <summary>Says what a worker's fault means for the client.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>The problem.</returns>
    public static ApiException OfWorker(WorkerFault fault) =>
        fault.Kind switch
        {
            FaultKind.Data => new ApiException(
                StatusCodes.Status422UnprocessableEntity,
                "The scene is not usable",
                fault.Text
            ),
            FaultKind.TooLarge => new ApiException(
                StatusCodes.Status413PayloadTooLarge,
                "The scene is too large",
                fault.Text
            ),
            FaultKind.Transient or FaultKind.Stopped => new ApiException(
                StatusCodes.Status503ServiceUnavailable,
                "Not possible now",
                fault.Text
            )
            {
                RetryAfter = 5,
            },
            FaultKind.Environment => new ApiException(
                StatusCodes.Status503ServiceUnavailable,
                "The server lacks something",
                fault.Text
            ),
            FaultKind.Output => new ApiException(
                StatusCodes.Status507InsufficientStorage,
                "The result cannot be stored",
                fault.Text
            ),
            _ => new ApiException(
                StatusCodes.Status500InternalServerError,
                "The worker failed",
                "The process that worked on this request failed, and this request with it; the server goes on. Its log tells more."
            ),
        };

    private static ApiException OfStatus(int status, string? detail = null) =>
        status switch
        {
            StatusCodes.Status404NotFound => new ApiException(
                status,
                "Not found",
                detail ?? "There is nothing at this path. GET /openapi lists what there is."
            ),
            StatusCodes.Status405MethodNotAllowed => new ApiException(
                status,
                "Method not allowed",
                detail ?? "This path takes other methods; the header Allow names them."
            ),
            StatusCodes.Status413PayloadTooLarge => new ApiException(
                status,
                "The body is too large",
                detail ?? "The body is larger than this route takes."
            ),
            StatusCodes.Status415UnsupportedMediaType => new ApiException(
                status,
                "Unsupported media type",
                detail ?? "This route takes another media type."
            ),
            _ => new ApiException(
                status,
                "The request is not usable",
                detail ?? $"The request was answered with status {status}."
            ),
        };
}
