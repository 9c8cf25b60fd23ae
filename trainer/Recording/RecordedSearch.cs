using Segment.CommandLine.Recording;
using Segment.Ledger;
using Segment.Ledger.Fields;
using Segment.Trainer.AutoDl;

namespace Segment.Trainer.Recording;

/// <summary>A search over networks in the ledger: one run with the winner's figures, and a part for each trial.</summary>
internal static class RecordedSearch
{
    /// <summary>Writes a trial.</summary>
    /// <param name="run">The search's place in the ledger.</param>
    /// <param name="options">The search.</param>
    /// <param name="trial">The trial.</param>
    public static void Add(RecordedRun run, AutoDlOptions options, Trial trial) =>
        run.AddPart(
            new RunStart(RunOperation.Trial, Path.GetFullPath(options.Training.RunFolder))
            {
                Part = $"round {trial.Round}: {trial.Candidate.Name}",
            },
            new RunEnd(trial.End == TrialEnd.Scored ? RunState.Done : RunState.Failed, Facts(trial))
            {
                Message = trial.Reason.Length > 0 ? trial.Reason : null,
            },
            trial.Seconds
        );

    /// <summary>Tells what a search found.</summary>
    /// <param name="result">It.</param>
    /// <returns>The end.</returns>
    public static RunEnd End(AutoDlResult result) =>
        new(
            RunState.Done,
            Facts(result.Winner)
                .With(TrainingFacts.OfPackage(result.PackagePath))
                .With(RunFields.TrainingSeconds, result.Seconds)
        );

    private static RunFacts Facts(Trial trial)
    {
        var facts = RunFacts
            .None.With(RunFields.ModelType, trial.Candidate.ModelType)
            .With(RunFields.Backbone, trial.Candidate.Backbone)
            .With(RunFields.ChipSize, trial.Candidate.ChipSize)
            .With(RunFields.TrainingSeconds, trial.Seconds);
        return trial.End == TrialEnd.Scored
            ? facts
                .With(RunFields.EpochsSet, trial.MaxEpochs)
                .With(RunFields.Epochs, trial.Epochs)
                .With(RunFields.Accuracy, trial.Accuracy)
                .With(RunFields.Dice, trial.MacroDice)
                .With(RunFields.MeanIoU, trial.MeanIoU)
                .With(RunFields.Weights, trial.Parameters)
            : facts;
    }
}
