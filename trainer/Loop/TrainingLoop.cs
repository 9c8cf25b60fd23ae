using System.Diagnostics;
using Segment.PackageFormat;
using Segment.Trainer.Data;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop;

/// <summary>Trains a network and keeps the epoch that its objective's monitor calls the best.</summary>
/// <param name="network">The network; its weights change.</param>
/// <param name="average">The average of its weights, which validates and is kept.</param>
/// <param name="compute">Where it lives.</param>
/// <param name="classes">Number of classes.</param>
/// <param name="objective">What is lowered, and which epoch is the best.</param>
/// <param name="settings">How.</param>
internal sealed class TrainingLoop(
    TorchNetwork network,
    AveragedNetwork average,
    ComputeDevice compute,
    int classes,
    Objective objective,
    LoopSettings settings
)
{
    private const double WeightDecay = 0.01;

    /// <summary>Trains.</summary>
    /// <param name="training">The training chips.</param>
    /// <param name="validation">The validation chips.</param>
    /// <param name="progress">Told the fraction done and each epoch.</param>
    /// <param name="ended">Called after each epoch with what there is so far, and whether this epoch is the best.</param>
    /// <param name="token">Ends the training after the current step; the best epoch so far is kept.</param>
    /// <returns>The best epoch.</returns>
    /// <exception cref="SegmentDataException">The loss is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the first epoch had ended.</exception>
    public LoopOutcome Run(
        ChipDataset training,
        ChipDataset validation,
        ITrainingProgress progress,
        Action<LoopOutcome, bool> ended,
        CancellationToken token
    )
    {
        using var optimizer = new AdamW(network.parameters(), WeightDecay);
        var steps = EpochPlan.Steps(training.Count, settings.BatchSize);
        var rates = new OneCycle(settings.LearningRate, settings.MaxEpochs * steps);
        LoopOutcome? outcome = null;
        for (var epoch = 1; epoch <= settings.MaxEpochs; epoch++)
        {
            var watch = Stopwatch.StartNew();
            var trained = Train(
                training,
                optimizer,
                step => rates.Rate(((epoch - 1) * steps) + step),
                epoch,
                progress,
                token
            );
            if (trained is not { } trainLoss)
            {
                return outcome is null
                    ? throw new OperationCanceledException(token)
                    : outcome with
                    {
                        End = TrainingEnd.Interrupted,
                    };
            }

            var evaluation = Evaluate(validation, epoch);
            var record = new EpochRecord(
                epoch,
                trainLoss,
                evaluation.Loss,
                evaluation.Matrix.Accuracy,
                evaluation.Matrix.MacroDice,
                rates.Rate((epoch * steps) - 1),
                evaluation.Matrix.MeanIoU,
                objective.Monitor.Value(evaluation)
            );
            var best = outcome is null || objective.Monitor.IsBetter(record, BestSoFar(outcome));
            var seconds = watch.Elapsed.TotalSeconds;
            outcome = Stop(best ? Better(outcome, record, evaluation) : Longer(outcome!, record)) with
            {
                EpochSeconds = [.. outcome?.EpochSeconds ?? [], seconds],
            };
            ended(outcome, best);
            progress.Epoch(record, seconds, best);
            if (outcome.End == TrainingEnd.StoppedEarly)
            {
                break;
            }
        }

        return outcome!;
    }

    private static EpochRecord BestSoFar(LoopOutcome outcome) => outcome.History.Epochs[outcome.History.BestEpoch - 1];

    private LoopOutcome Better(LoopOutcome? before, EpochRecord record, Evaluation evaluation) =>
        new(
            average.Network.Export(),
            evaluation,
            new TrainingHistory
            {
                Monitor = objective.Monitor.Metric.Name,
                Epochs = [.. before?.History.Epochs ?? [], record],
                BestEpoch = record.Epoch,
            },
            [],
            TrainingEnd.Completed
        );

    private static LoopOutcome Longer(LoopOutcome before, EpochRecord record) =>
        before with
        {
            History = before.History with { Epochs = [.. before.History.Epochs, record] },
        };

    private LoopOutcome Stop(LoopOutcome outcome) =>
        outcome with
        {
            End =
                objective.Monitor.Waited(outcome.History.Epochs) >= settings.Patience
                    ? TrainingEnd.StoppedEarly
                    : TrainingEnd.Completed,
        };

    /// <summary>Trains one epoch; yields the mean loss over its labelled pixels, or null when it was cancelled.</summary>
    private double? Train(
        ChipDataset data,
        AdamW optimizer,
        Func<int, double> rate,
        int epoch,
        ITrainingProgress progress,
        CancellationToken token
    )
    {
        network.train();
        var plan = EpochPlan.Training(data, settings.Height, settings.Width, settings.BatchSize, settings.Seed, epoch);
        var type = compute.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        var loader = new BatchLoader(data, settings.Height, settings.Width, type);
        var (sum, pixels, step) = (0.0, 0L, 0);
        foreach (var batch in loader.Load(plan, token))
        {
            using var assembled = batch;
            var labelled = (long)batch.Labels.numel() - Ignored(batch);
            sum += Step(batch, optimizer, rate(step), epoch, step) * labelled;
            pixels += labelled;
            step++;
            progress.Step((epoch - 1 + (step / (double)plan.Count)) / settings.MaxEpochs);
            if (token.IsCancellationRequested)
            {
                return null;
            }
        }

        return step == plan.Count ? sum / pixels : null;
    }

    private static long Ignored(Batch batch)
    {
        using var scope = NewDisposeScope();
        return batch.Labels.eq(LossCatalog.Ignore).sum().item<long>();
    }

    private double Step(Batch batch, AdamW optimizer, double rate, int epoch, int step)
    {
        using var scope = NewDisposeScope();
        optimizer.ClearGradients();
        var value = objective.Value(
            network.forward,
            batch.Image.to(compute.Device),
            batch.Labels.to(compute.Device),
            epoch,
            step
        );
        var number = Finite(value.item<float>(), "training", epoch);
        value.backward();
        optimizer.Step(rate);
        average.Update();
        return number;
    }

    private Evaluation Evaluate(ChipDataset data, int epoch)
    {
        var size = settings.ValidationBatch(data);
        var evaluation = Evaluation.Run(average.Network, compute, data, size, classes, objective.Loss);
        _ = Finite(evaluation.Loss, "validation", epoch);
        return evaluation;
    }

    private double Finite(double value, string which, int epoch) =>
        double.IsFinite(value)
            ? value
            : throw new SegmentDataException(
                $"The {which} loss became {value} in epoch {epoch} with a highest learning rate of {settings.LearningRate:0.######}: the "
                    + $"training has diverged. Train again with a lower rate, such as --learning-rate {settings.LearningRate / 10:0.#######}; "
                    + "if that does not help, look for damaged samples in the scene."
            );
}
