using Segment.Ledger.Fields;

namespace Segment.Ledger;

/// <summary>How a run ended, and what is known of it then.</summary>
/// <param name="State"><see cref="RunState.Done"/>, <see cref="RunState.Failed"/> or <see cref="RunState.Stopped"/>.</param>
/// <param name="Facts">What is known now.</param>
public sealed record RunEnd(RunState State, RunFacts Facts)
{
    /// <summary>Gets why it did not end well: a full sentence; null where it did.</summary>
    public string? Message { get; init; }

    /// <summary>Gets a small picture of the map as a PNG file's bytes; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Thumbnail { get; init; }
}
