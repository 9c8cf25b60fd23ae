using Segment.Server.Faults;

namespace Segment.Server.Jobs;

/// <summary>Why a job has no result, as its client is told.</summary>
/// <param name="Status">The HTTP status that the results are answered with.</param>
/// <param name="Title">What is wrong, the same for all of its kind.</param>
/// <param name="Detail">What is wrong here.</param>
/// <param name="Type">A URI for the kind.</param>
internal sealed record JobFault(int Status, string Title, string Detail, string Type)
{
    /// <summary>Takes over a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <returns>The fault.</returns>
    public static JobFault Of(ApiException problem) =>
        new(problem.Status, problem.Title, problem.Message, problem.Type);

    /// <summary>Gets the exception to throw where the results are asked for.</summary>
    /// <returns>The exception.</returns>
    public ApiException ToException() => new(Status, Title, Detail, Type);
}
