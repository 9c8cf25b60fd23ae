using Segment.PackageFormat;
using Segment.Trainer.Data;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop.RateSearch;

/// <summary>Trains a network for a few steps, each at a higher rate than the one before, and notes the losses.</summary>
/// <param name="compute">Where it lives.</param>
/// <param name="objective">What is lowered.</param>
/// <param name="settings">How.</param>
internal sealed class RateSweep(ComputeDevice compute, Objective objective, LoopSettings settings)
{
    private const int Steps = 100;
    private const double Lowest = 1e-6;
    private const double Highest = 1;

    // No epoch of a training has this number: the search sees other cuts of the chips.
    private const int Epoch = 0;

    /// <summary>Runs the sweep.</summary>
    /// <param name="network">A network as the training begins with it; its weights are spoiled.</param>
    /// <param name="data">The training chips.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="token">Ends the sweep.</param>
    /// <returns>The curve and the rate that follows from it.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RateCurve Run(TorchNetwork network, ChipDataset data, ITrainingProgress progress, CancellationToken token)
    {
        network.train();
        using var step = new TrainingStep(network, null, compute, objective, settings, _ => { });
        var (rates, losses) = (new List<double>(), new List<double>());
        var type = compute.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        var loader = new BatchLoader(data, settings.Height, settings.Width, type);
        foreach (var batch in loader.Load(Plan(data), token))
        {
            using var assembled = batch;
            var rate = Lowest * Math.Pow(Highest / Lowest, rates.Count / (double)(Steps - 1));
            if (Loss(step, batch, rate, rates.Count) is not { } loss)
            {
                break;
            }

            rates.Add(rate);
            losses.Add(loss);
            if (RateValley.HasDiverged(losses))
            {
                // Their heights would blur the curve before them.
                rates.RemoveRange(rates.Count - RateValley.Window, RateValley.Window);
                losses.RemoveRange(losses.Count - RateValley.Window, RateValley.Window);
                break;
            }

            progress.Step(rates.Count / (double)Steps);
        }

        token.ThrowIfCancellationRequested();
        return RateValley.Choose(rates, losses);
    }

    private List<BatchItem[]> Plan(ChipDataset data)
    {
        var plan = new List<BatchItem[]>();
        for (var pass = 0; plan.Count < Steps; pass--)
        {
            plan.AddRange(
                EpochPlan.Training(
                    data,
                    settings.Height,
                    settings.Width,
                    settings.BatchSize,
                    settings.Seed,
                    Epoch + pass
                )
            );
        }

        return plan[..Steps];
    }

    private static double? Loss(TrainingStep step, Batch batch, double rate, int number)
    {
        try
        {
            return step.Run(batch, rate, Epoch, number).Loss;
        }
        catch (SegmentDataException)
        {
            // The loss is no finite number any more: the sweep has gone past the highest usable rate.
            return null;
        }
    }
}
