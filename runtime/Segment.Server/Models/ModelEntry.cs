namespace Segment.Server.Models;

/// <summary>What a server knows of one model: an immutable picture of one moment.</summary>
/// <param name="Name">The model's name: the package file's name without <c>.dlpk</c>.</param>
public sealed record ModelEntry(string Name)
{
    /// <summary>Gets the package that answers; null where none does.</summary>
    public ServedPackage? Served { get; init; }

    /// <summary>Gets the sound package that does not answer yet; null where none waits.</summary>
    public WaitingPackage? Waiting { get; init; }

    /// <summary>Gets the package that lies in the folder and was refused; null where that is sound.</summary>
    public QuarantinedPackage? Quarantined { get; init; }

    /// <summary>Gets the SHA-256 of the pinned package; null where none is pinned.</summary>
    public string? Pinned { get; init; }

    /// <summary>Gets the canary's report of the package that answers; null without a canary.</summary>
    public CanaryReport? Canary { get; init; }
}
