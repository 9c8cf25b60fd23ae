using System.Diagnostics;
using Segment.Trainer.Loop.State;

namespace Segment.Trainer.Loop;

/// <summary>Counts what an epoch has done.</summary>
/// <param name="number">Number of the epoch, from 1.</param>
/// <param name="from">Where it goes on from; null from its start.</param>
internal sealed class EpochProgress(int number, LoopPosition? from = null)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly double before = from?.Seconds ?? 0;
    private double sum = from?.LossSum ?? 0;
    private long pixels = from?.Pixels ?? 0;

    /// <summary>Gets the number of the epoch, from 1.</summary>
    public int Number => number;

    /// <summary>Gets the steps that are done.</summary>
    public int Step { get; private set; } = from?.Step ?? 0;

    /// <summary>Gets the wall time so far, in seconds.</summary>
    public double Seconds => before + watch.Elapsed.TotalSeconds;

    /// <summary>Gets the mean loss over the labelled pixels so far.</summary>
    public double MeanLoss => sum / pixels;

    /// <summary>Adds a step.</summary>
    /// <param name="step">Its mean loss, and its labelled pixels.</param>
    public void Add((double Loss, long Pixels) step)
    {
        sum += step.Loss * step.Pixels;
        pixels += step.Pixels;
        Step++;
    }

    /// <summary>Tells where the training is.</summary>
    /// <param name="optimizerSteps">Steps that the optimiser has made.</param>
    /// <param name="averagedSteps">Steps that the average has seen.</param>
    /// <param name="parts">Into how many parts the chips of a step are taken.</param>
    /// <returns>The position.</returns>
    public LoopPosition Position(int optimizerSteps, int averagedSteps, int parts) =>
        new(number, Step, sum, pixels, Seconds, optimizerSteps, averagedSteps, parts);
}
