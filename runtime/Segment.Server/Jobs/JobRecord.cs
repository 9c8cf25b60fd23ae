using Segment.Server.Workers;

namespace Segment.Server.Jobs;

/// <summary>What is known of a job: an immutable picture of one moment.</summary>
internal sealed record JobRecord
{
    /// <summary>Gets the job's number: 128 random bits, so that nobody guesses it.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name of the token that asked for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Gets what was asked for.</summary>
    public required JobRequest Request { get; init; }

    /// <summary>Gets how far it is.</summary>
    public JobStatus Status { get; init; }

    /// <summary>Gets whether a client waits for it.</summary>
    public bool IsWaitedFor { get; init; }

    /// <summary>Gets the last fact that a person should know.</summary>
    public string? Message { get; init; }

    /// <summary>Gets the fraction done, 0–1.</summary>
    public double Progress { get; init; }

    /// <summary>Gets when it was asked for, in UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Gets when work on it began.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>Gets when it ended.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Gets when any of this changed last.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Gets the SHA-256 of the package that works on it; null before work began.</summary>
    public string? PackageSha256 { get; init; }

    /// <summary>Gets what was made.</summary>
    public MapFacts? Facts { get; init; }

    /// <summary>Gets why there is no result.</summary>
    public JobFault? Fault { get; init; }

    /// <summary>Gets whether it is over.</summary>
    public bool IsOver => Status is JobStatus.Successful or JobStatus.Failed or JobStatus.Dismissed;
}
