using Segment.PackageFormat;

namespace Segment.Trainer.Loop;

/// <summary>What the loop leaves.</summary>
/// <param name="Weights">The best epoch's weights, row-major float32 by dotted name.</param>
/// <param name="Best">The best epoch's answers on the validation chips.</param>
/// <param name="History">Every epoch.</param>
/// <param name="EpochSeconds">Wall time of every epoch, validation included.</param>
/// <param name="End">Why it ended.</param>
internal sealed record LoopOutcome(
    IReadOnlyDictionary<string, float[]> Weights,
    Evaluation Best,
    TrainingHistory History,
    IReadOnlyList<double> EpochSeconds,
    TrainingEnd End
);
