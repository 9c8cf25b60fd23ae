namespace Segment.Server.Models.Staging;

/// <summary>The file <c>state.json</c>.</summary>
/// <param name="SchemaVersion">The layout: 1.</param>
/// <param name="Models">What is known of each model, by name.</param>
internal sealed record RememberedModels(int SchemaVersion, IReadOnlyDictionary<string, RememberedModel> Models)
{
    public const int Newest = 1;
}
