using Microsoft.AspNetCore.Http;

namespace Segment.Server.Faults;

/// <summary>The errors that OGC API – Processes names (OGC 18-062r2, requirements class Core).</summary>
internal static class OgcFault
{
    private const string Base = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

    /// <summary>There is no such process.</summary>
    /// <param name="id">What was asked for.</param>
    /// <returns>The exception to throw.</returns>
    public static ApiException NoSuchProcess(string id) =>
        new(
            StatusCodes.Status404NotFound,
            "No such process",
            $"There is no process '{id}'; there is 'classify'.",
            Base + "no-such-process"
        );

    /// <summary>There is no such job, or not for this caller.</summary>
    /// <param name="id">What was asked for.</param>
    /// <returns>The exception to throw.</returns>
    public static ApiException NoSuchJob(string id) =>
        new(
            StatusCodes.Status404NotFound,
            "No such job",
            $"There is no job '{id}'. GET /jobs lists those there are.",
            Base + "no-such-job"
        );

    /// <summary>A job has no result yet.</summary>
    /// <param name="id">The job.</param>
    /// <returns>The exception to throw.</returns>
    public static ApiException ResultNotReady(string id) =>
        new(
            StatusCodes.Status404NotFound,
            "The result is not ready",
            $"The job '{id}' is not finished. GET /jobs/{id} tells how far it is.",
            Base + "result-not-ready"
        );

    /// <summary>An input or an output is not usable.</summary>
    /// <param name="detail">What, and what is allowed.</param>
    /// <returns>The exception to throw.</returns>
    public static ApiException BadParameter(string detail) =>
        new(
            StatusCodes.Status400BadRequest,
            "A parameter is not usable",
            detail,
            "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/invalid-parameter-value"
        );
}
