using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Trainer.Loop.Monitoring;
using Segment.TrainingData.Splitting;
using Spectre.Console;

namespace Segment.Trainer.Commands;

/// <summary>Shows a training on the console: a line an epoch, a bar for the stage.</summary>
/// <param name="stages">Where the current stage is shown.</param>
/// <param name="maxEpochs">The most epochs there can be.</param>
/// <param name="monitor">The figure that decides which epoch is kept.</param>
internal sealed class TrainingConsole(IStageProgress stages, int maxEpochs, string monitor) : ITrainingProgress
{
    private bool headed;

    /// <inheritdoc/>
    public void Stage(string name) => stages.Stage(name);

    /// <inheritdoc/>
    public void Step(double fraction) => stages.Report(fraction);

    /// <inheritdoc/>
    public void Split(ChipSplit split, IReadOnlyList<LandCoverClass> classes) =>
        SplitTable.Print(ConsoleSession.Log, classes, [.. split.Parts.Select(p => (p.Pixels, p.Regions))]);

    /// <inheritdoc/>
    public void Epoch(EpochRecord epoch, double seconds, bool best)
    {
        if (!headed)
        {
            headed = true;
            ConsoleSession.Log.WriteLine(
                "   epoch  train loss  valid loss  accuracy  macro Dice  mean IoU  learning rate  seconds"
            );
        }

        ConsoleSession.Log.MarkupLineInterpolated(
            $"{epoch.Epoch, 4}/{maxEpochs, -3} {epoch.TrainLoss, 11:0.0000} {epoch.ValidLoss, 11:0.0000} {epoch.Accuracy * 100, 7:0.0} % {epoch.MacroDice * 100, 9:0.0} % {(epoch.MeanIoU ?? 0) * 100, 7:0.0} % {epoch.LearningRate, 14:0.00000} {seconds, 8:0.0} {Mark(epoch, best)}"
        );
    }

    // A class's own figure has no column.
    private string Mark(EpochRecord epoch, bool best) =>
        (
            monitor.StartsWith(MonitorCatalog.ClassPrefix, StringComparison.Ordinal)
                ? $" {monitor} {epoch.Monitored * 100:0.0} %"
                : ""
        ) + (best ? " best" : "");

    /// <summary>Prints what the training left behind.</summary>
    /// <param name="result">What it left behind.</param>
    public static void Print(TrainingResult result)
    {
        var metrics = result.Metrics;
        var end = result.End switch
        {
            TrainingEnd.StoppedEarly => $"stopped early: no more progress in {result.History.Monitor}",
            TrainingEnd.Interrupted => "stopped by you; the best epoch was kept",
            _ => "all epochs trained",
        };
        var console = ConsoleSession.Out;
        console.MarkupLineInterpolated(
            $"Epoch {metrics.Epoch} of {result.History.Epochs.Count} is the best by {result.History.Monitor} ({end}); {result.Seconds:0.0} s on {result.Device}."
        );
        console.MarkupLineInterpolated(
            $"Validation: accuracy {metrics.Accuracy * 100:0.0} % (always answering the commonest class: {metrics.MajorityAccuracy * 100:0.0} %), macro Dice {metrics.MacroDice * 100:0.0} %, mean IoU {metrics.MeanIoU * 100:0.0} %"
        );
        if (metrics.Test is { } test)
        {
            console.MarkupLineInterpolated(
                $"Test:       accuracy {test.Accuracy * 100:0.0} % (always answering the commonest class: {test.MajorityAccuracy * 100:0.0} %), macro Dice {test.MacroDice * 100:0.0} %, mean IoU {test.MeanIoU * 100:0.0} %"
            );
        }

        if (metrics.Calibration is { } calibration)
        {
            var (before, after) = (calibration.Validation.Before, calibration.Validation.After);
            console.MarkupLineInterpolated(
                $"Confidence and accuracy differ by {before.Error * 100:0.0} % as trained, and by {after.Error * 100:0.0} % calibrated (temperature {calibration.Temperature:0.##})."
            );
        }

        if (result.Split.Proof.SharedPixels > 0)
        {
            console.MarkupLineInterpolated(
                $"Training has seen {result.Split.SeenShare * 100:0.#} % of the pixels that these scores come from: a new place will be answered worse."
            );
        }

        ConsoleSession.Print($"Package: {result.PackagePath}");
        ConsoleSession.Print($"Report:  {result.ReportPath}");
    }
}
