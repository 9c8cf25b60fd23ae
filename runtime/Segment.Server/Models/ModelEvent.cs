namespace Segment.Server.Models;

/// <summary>One line of a model's history.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Sha256">The package's SHA-256, 64 lower-case hexadecimal digits; null where there is none.</param>
/// <param name="Words">What happened and why, as a sentence.</param>
/// <param name="Canary">How much the canary's map changes; null without a canary.</param>
public sealed record ModelEvent(
    DateTimeOffset At,
    string Name,
    ModelEventKind Kind,
    string? Sha256,
    string Words,
    CanaryReport? Canary = null
);
