using Segment.CommandLine.Recording;
using Segment.Ledger;
using Segment.Ledger.Fields;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Start;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer.Recording;

/// <summary>A training that writes itself into the ledger of runs, from the moment at which options and chips folder are known to be
/// sound; its scores so far are written every few seconds. All is passed on to another follower.</summary>
/// <param name="run">Its place in the ledger.</param>
/// <param name="start">What is known before the chips are open.</param>
/// <param name="inner">Who else follows the training.</param>
internal sealed class RecordedTraining(RecordedRun run, RunStart start, ITrainingProgress inner) : ITrainingProgress
{
    private const long BetweenWritesMilliseconds = 10_000;

    private long lastWrite = Environment.TickCount64;

    /// <summary>Tells what is known of a training before it begins.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="operation">A training, or a search.</param>
    /// <param name="maxEpochs">The most epochs.</param>
    /// <returns>What the ledger is told first.</returns>
    public static RunStart Start(TrainOptions options, RunOperation operation, int maxEpochs)
    {
        // A search tries many networks, and a pretrained model brings its own: both are known later.
        var isChosen = operation == RunOperation.Training && options.Start.PretrainedModel is null;
        string? Network(string? asked, string usual) => asked ?? (isChosen ? usual : null);
        return new RunStart(operation, Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.RunFolder)))
        {
            MakesFolder = true,
            Facts = RunFacts
                .None.With(RunFields.Model, options.ModelName)
                .With(RunFields.ModelType, Network(options.ModelType, StartingPoint.DefaultModelType))
                .With(RunFields.Backbone, Network(options.BackboneModel, StartingPoint.DefaultBackbone))
                .With(RunFields.EpochsSet, maxEpochs)
                .With(RunFields.Seed, options.Seed),
        };
    }

    /// <summary>Tells what is known of a training that has left a package.</summary>
    /// <param name="result">What it left behind.</param>
    /// <returns>The end.</returns>
    public static RunEnd End(TrainingResult result) =>
        new(
            result.End == TrainingEnd.Interrupted ? RunState.Stopped : RunState.Done,
            Facts(result).With(TrainingFacts.OfPackage(result.PackagePath))
        )
        {
            Message = result.End == TrainingEnd.Interrupted ? "Stopped; the best epoch so far is packed." : null,
        };

    /// <summary>Tells what is known of a training's scores and network.</summary>
    /// <param name="result">What it left behind.</param>
    /// <returns>The facts.</returns>
    public static RunFacts Facts(TrainingResult result) =>
        TrainingFacts
            .Of(result.Definition)
            .With(TrainingFacts.Of(result.Metrics))
            .With(RunFields.TrainingSeconds, result.Seconds)
            .With(RunFields.Device, result.Device)
            .With(RunFields.DataHash, result.ChipsSha256);

    /// <inheritdoc/>
    public void Chips(ChipFolder chips)
    {
        run.Begin(start with { Facts = start.Facts.With(TrainingFacts.Of(chips)) });
        inner.Chips(chips);
    }

    /// <inheritdoc/>
    public void Stage(string name) => inner.Stage(name);

    /// <inheritdoc/>
    public void Step(double fraction) => inner.Step(fraction);

    /// <inheritdoc/>
    public void Split(ChipSplit split, IReadOnlyList<LandCoverClass> classes) => inner.Split(split, classes);

    /// <inheritdoc/>
    public void Epoch(EpochRecord epoch, double seconds, bool best)
    {
        inner.Epoch(epoch, seconds, best);
        if (Environment.TickCount64 - lastWrite < BetweenWritesMilliseconds)
        {
            return;
        }

        lastWrite = Environment.TickCount64;
        run.Add(
            RunFacts
                .None.With(RunFields.Epochs, epoch.Epoch)
                .With(RunFields.Accuracy, epoch.Accuracy)
                .With(RunFields.Dice, epoch.MacroDice)
                .With(RunFields.MeanIoU, epoch.MeanIoU)
        );
    }
}
