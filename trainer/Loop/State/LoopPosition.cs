namespace Segment.Trainer.Loop.State;

/// <summary>Where a training is.</summary>
/// <param name="Epoch">The epoch that is being trained, from 1.</param>
/// <param name="Step">Its steps that are done.</param>
/// <param name="LossSum">The sum of their losses over the labelled pixels.</param>
/// <param name="Pixels">Their labelled pixels.</param>
/// <param name="Seconds">Their wall time.</param>
/// <param name="OptimizerSteps">Steps that the optimiser has made.</param>
/// <param name="AveragedSteps">Steps that the average has seen.</param>
/// <param name="Parts">Into how many parts the chips of a step are taken.</param>
internal sealed record LoopPosition(
    int Epoch,
    int Step,
    double LossSum,
    long Pixels,
    double Seconds,
    int OptimizerSteps,
    int AveragedSteps,
    int Parts
);
