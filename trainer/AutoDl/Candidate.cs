using System.Text.Json.Serialization;

namespace Segment.Trainer.AutoDl;

/// <summary>Something to try.</summary>
/// <param name="ModelType">The decoder's name.</param>
/// <param name="Backbone">The encoder's name.</param>
/// <param name="ChipSize">Side of what the network sees of a chip, in pixels.</param>
public sealed record Candidate(string ModelType, string Backbone, int ChipSize)
{
    /// <summary>Gets a name that can be a folder's.</summary>
    [JsonIgnore]
    public string Name => $"{ModelType}-{Backbone}-{ChipSize}px";
}
