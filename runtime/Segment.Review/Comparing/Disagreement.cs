namespace Segment.Review.Comparing;

/// <summary>Where the maps differ. A tile holds 0 where fewer than two maps hold a class, else 1 + 254 · (maps that are not of
/// the commonest class) / (maps − 1).</summary>
/// <param name="Id">The name of its tiles.</param>
/// <param name="Pixels">Pixels by the number of maps that are not of the commonest class: the first is where all agree.</param>
public sealed record Disagreement(string Id, IReadOnlyList<long> Pixels);
