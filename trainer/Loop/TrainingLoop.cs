using Segment.PackageFormat;
using Segment.Trainer.Data;
using Segment.Trainer.Loop.State;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop;

/// <summary>Trains a network and keeps the epoch that its objective's monitor calls the best.</summary>
/// <param name="network">The network; its weights change.</param>
/// <param name="average">The average of its weights, which validates and is kept; null validates and keeps the network itself.</param>
/// <param name="compute">Where it lives.</param>
/// <param name="classes">Number of classes.</param>
/// <param name="objective">What is lowered, and which epoch is the best.</param>
/// <param name="settings">How.</param>
/// <param name="notice">Told what the user should know.</param>
internal sealed class TrainingLoop(
    TorchNetwork network,
    AveragedNetwork? average,
    ComputeDevice compute,
    int classes,
    Objective objective,
    LoopSettings settings,
    Action<string>? notice = null
)
{
    private TorchNetwork Validated => average?.Network ?? network;

    /// <summary>Trains.</summary>
    /// <param name="training">The training chips.</param>
    /// <param name="validation">The validation chips.</param>
    /// <param name="progress">Told the fraction done and each epoch.</param>
    /// <param name="checkpoints">Where the training goes on from, and where its state goes.</param>
    /// <param name="token">Ends the training after the current step; the best epoch so far is kept.</param>
    /// <returns>The best epoch.</returns>
    /// <exception cref="SegmentDataException">The loss is not a finite number.</exception>
    /// <exception cref="SegmentEnvironmentException">Memory does not hold a step of two chips.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the first epoch had ended.</exception>
    public LoopOutcome Run(
        ChipDataset training,
        ChipDataset validation,
        ITrainingProgress progress,
        Checkpoints checkpoints,
        CancellationToken token
    )
    {
        using var trainer = new TrainingStep(network, average, compute, objective, settings, notice ?? (_ => { }));
        var steps = EpochPlan.Steps(training.Count, settings.BatchSize);
        var rates = new OneCycle(settings.LearningRate, settings.MaxEpochs * steps);
        var epoch = Begin(trainer, checkpoints.Start);
        var outcome = checkpoints.Start?.Outcome;
        while (epoch.Number <= settings.MaxEpochs && outcome?.End != TrainingEnd.StoppedEarly)
        {
            if (!Train(training, trainer, rates, epoch, outcome, progress, checkpoints, token))
            {
                var (now, reached) = (epoch, outcome);
                checkpoints.Write(() => State(trainer, now, reached));
                return outcome is null
                    ? throw new OperationCanceledException(token)
                    : outcome with
                    {
                        End = TrainingEnd.Interrupted,
                    };
            }

            var ended = End(epoch, validation, rates.Rate((epoch.Number * steps) - 1), outcome, trainer.Parts);
            outcome = ended;
            var next = epoch = new EpochProgress(epoch.Number + 1);
            checkpoints.Offer(epochEnded: true, () => State(trainer, next, ended));
            progress.Epoch(
                ended.History.Epochs[^1],
                ended.EpochSeconds[^1],
                ended.History.BestEpoch == ended.History.Epochs.Count
            );
        }

        return outcome!;
    }

    /// <summary>Takes over a state, if there is one.</summary>
    private EpochProgress Begin(TrainingStep trainer, LoopState? state)
    {
        if (state is null)
        {
            return new EpochProgress(1);
        }

        var position = state.Position;
        network.Import(state.Network);
        average?.Import(state.Average, position.AveragedSteps);
        trainer.Optimizer.Import(state.Moments, position.OptimizerSteps);
        trainer.Parts = position.Parts;
        if (position.Parts > 1)
        {
            notice?.Invoke(TrainingStep.PartsText(settings.BatchSize, position.Parts));
        }

        return new EpochProgress(position.Epoch, position);
    }

    private LoopState State(TrainingStep trainer, EpochProgress epoch, LoopOutcome? outcome) =>
        new(
            epoch.Position(trainer.Optimizer.Steps, average?.Steps ?? 0, trainer.Parts),
            outcome,
            network.Export(),
            average?.Network.Export() ?? [],
            trainer.Optimizer.Export()
        );

    /// <summary>Trains what is left of an epoch; false when it was cancelled.</summary>
    private bool Train(
        ChipDataset data,
        TrainingStep trainer,
        OneCycle rates,
        EpochProgress epoch,
        LoopOutcome? outcome,
        ITrainingProgress progress,
        Checkpoints checkpoints,
        CancellationToken token
    )
    {
        network.train();
        var plan = EpochPlan.Training(
            data,
            settings.Height,
            settings.Width,
            settings.BatchSize,
            settings.Seed,
            epoch.Number
        );
        var type = compute.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        var loader = new BatchLoader(data, settings.Height, settings.Width, type);
        foreach (var batch in loader.Load([.. plan.Skip(epoch.Step)], token))
        {
            using var assembled = batch;
            var rate = rates.Rate(((epoch.Number - 1) * plan.Count) + epoch.Step);
            epoch.Add(trainer.Run(batch, rate, epoch.Number, epoch.Step));
            progress.Step((epoch.Number - 1 + (epoch.Step / (double)plan.Count)) / settings.MaxEpochs);
            if (token.IsCancellationRequested)
            {
                return false;
            }

            checkpoints.Offer(epochEnded: false, () => State(trainer, epoch, outcome));
        }

        return epoch.Step == plan.Count;
    }

    private LoopOutcome End(EpochProgress epoch, ChipDataset validation, double rate, LoopOutcome? before, int parts)
    {
        var evaluation = Evaluate(validation, epoch.Number, parts);
        var record = new EpochRecord(
            epoch.Number,
            epoch.MeanLoss,
            evaluation.Loss,
            evaluation.Matrix.Accuracy,
            evaluation.Matrix.MacroDice,
            rate,
            evaluation.Matrix.MeanIoU,
            objective.Monitor.Value(evaluation)
        );
        var best = before is null || objective.Monitor.IsBetter(record, BestSoFar(before));
        return Stop(best ? Better(before, record, evaluation) : Longer(before!, record, evaluation)) with
        {
            EpochSeconds = [.. before?.EpochSeconds ?? [], epoch.Seconds],
        };
    }

    private static EpochRecord BestSoFar(LoopOutcome outcome) => outcome.History.Epochs[outcome.History.BestEpoch - 1];

    private LoopOutcome Better(LoopOutcome? before, EpochRecord record, Evaluation evaluation) =>
        new(
            Validated.Export(),
            evaluation,
            new TrainingHistory
            {
                Monitor = objective.Monitor.Metric.Name,
                Epochs = [.. before?.History.Epochs ?? [], record],
                ClassIoU = [.. before?.History.ClassIoU ?? [], ClassIoU(evaluation)],
                BestEpoch = record.Epoch,
            },
            [],
            TrainingEnd.Completed
        );

    private static LoopOutcome Longer(LoopOutcome before, EpochRecord record, Evaluation evaluation) =>
        before with
        {
            History = before.History with
            {
                Epochs = [.. before.History.Epochs, record],
                ClassIoU = [.. before.History.ClassIoU, ClassIoU(evaluation)],
            },
        };

    private static IReadOnlyList<double> ClassIoU(Evaluation evaluation) =>
        [.. evaluation.Matrix.Scores.Select(s => s.IoU ?? 0)];

    private LoopOutcome Stop(LoopOutcome outcome) =>
        outcome with
        {
            End =
                objective.Monitor.Waited(outcome.History.Epochs) >= settings.Patience
                    ? TrainingEnd.StoppedEarly
                    : TrainingEnd.Completed,
        };

    private Evaluation Evaluate(ChipDataset data, int epoch, int parts)
    {
        var size = Math.Max(1, settings.ValidationBatch(data) / parts);
        var evaluation = Evaluation.Run(Validated, compute, data, size, classes, objective.Loss);
        _ = settings.Finite(evaluation.Loss, "validation", epoch);
        return evaluation;
    }
}
