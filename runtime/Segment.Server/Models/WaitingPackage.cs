namespace Segment.Server.Models;

/// <summary>A sound package that does not answer yet.</summary>
/// <param name="Sha256">The file's SHA-256.</param>
/// <param name="Since">Since when it waits, in UTC.</param>
/// <param name="Reason">Why, as a sentence that says what to do.</param>
/// <param name="Canary">What it changes on the canary's map; null where it waits because another package is pinned.</param>
public sealed record WaitingPackage(string Sha256, DateTimeOffset Since, string Reason, CanaryReport? Canary);
