namespace Segment.Server.Models;

/// <summary>A package that was refused.</summary>
/// <param name="Sha256">The file's SHA-256; null where it could not even be read.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Reason">Why, as sentences for the user.</param>
public sealed record QuarantinedPackage(string? Sha256, DateTimeOffset At, string Reason);
