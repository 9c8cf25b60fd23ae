namespace Segment.Trainer.Loop.State;

/// <summary>All that a training needs to go on as if it had never stopped. What chance decides follows from seed, epoch and
/// step, and needs no memory of its own.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="Outcome">The epochs that have ended, and the best of them; null before the first has ended.</param>
/// <param name="Network">The weights, row-major float32 by dotted name.</param>
/// <param name="Average">The averaged weights; none where no average is kept.</param>
/// <param name="Moments">The optimiser's moments of each parameter.</param>
internal sealed record LoopState(
    LoopPosition Position,
    LoopOutcome? Outcome,
    IReadOnlyDictionary<string, float[]> Network,
    IReadOnlyDictionary<string, float[]> Average,
    IReadOnlyList<(float[] First, float[] Second)> Moments
);
