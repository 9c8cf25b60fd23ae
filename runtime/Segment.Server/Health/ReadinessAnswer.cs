namespace Segment.Server.Health;

/// <summary>Whether the server can do its work.</summary>
/// <param name="IsReady">Whether it can.</param>
/// <param name="Reason">Why, or why not.</param>
/// <param name="Tiles">The tiles that were really mapped.</param>
internal sealed record ReadinessAnswer(bool IsReady, string Reason, IReadOnlyList<TileAnswer> Tiles);
