using Segment.Runtime.Models;

namespace Segment.Runtime;

/// <summary>What a program that runs on lends to a classification.</summary>
public sealed record ClassifyHost
{
    /// <summary>Gets the model, already open; it stays open afterwards. Null opens and closes it.</summary>
    public InferenceModel? Model { get; init; }

    /// <summary>Gets the lanes that are shared with other jobs; null leaves all of them to this one.</summary>
    public ILaneGate? Lanes { get; init; }
}
