namespace Segment.Server.Health;

/// <summary>A tile that was mapped to see whether a model works.</summary>
/// <param name="Model">The model.</param>
/// <param name="Sha256">Its package.</param>
/// <param name="Provider">What computed it: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Milliseconds">How long it took, the wait for a worker included.</param>
internal sealed record TileAnswer(string Model, string Sha256, string Provider, double Milliseconds);
