using System.Diagnostics;
using Segment.Networks;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Data;
using Segment.Trainer.Data.Augmentation;
using Segment.Trainer.Data.Storage;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.Monitoring;
using Segment.Trainer.Loop.State;
using Segment.Trainer.Packaging;
using Segment.Trainer.Report;
using Segment.Trainer.Start;
using Segment.Trainer.Torch;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Doctor.Facts;
using Segment.TrainingData.Splitting;
using TorchSharp;

namespace Segment.Trainer;

/// <summary>One training, from chips to package.</summary>
public static class TrainingRun
{
    private const string ChipsContent = "the chips";
    private const string ContentPrefix = "SHA-256 ";

    /// <summary>
    /// Reads the chips, holds out validation blocks, trains, keeps the best epoch, and packs it. A cancelled training keeps and
    /// packs the best epoch so far, and the same call goes on with it; so it does after a kill, to the same package as without it.
    /// </summary>
    /// <remarks>
    /// On the CPU, the same chips, options and number of threads give the same weights and figures: the seed decides the
    /// split, the first weights, the order of the chips and how each is cut and turned, and libtorch's operations that
    /// are used here add in a fixed order. The package holds
    /// nothing of the clock, so its bytes are the same too.
    /// </remarks>
    /// <param name="options">What to train on, which network, and how.</param>
    /// <param name="progress">Follows the work.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Ends the training after the current step.</param>
    /// <returns>What was left behind.</returns>
    /// <exception cref="SegmentDataException">The options or the chips cannot be trained on, or the export failed its checks.</exception>
    /// <exception cref="SegmentEnvironmentException">The device that was asked for is not there.</exception>
    /// <exception cref="SegmentOutputException">The run folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the first epoch had ended: nothing to keep.</exception>
    public static TrainingResult Train(
        TrainOptions options,
        ITrainingProgress progress,
        Action<string> notice,
        CancellationToken token
    )
    {
        var watch = Stopwatch.StartNew();
        var fitted = Fit(options, progress, notice, token, keepState: true);
        _ = PackageExport.Export(options.RunFolder, notice);
        if (fitted.End != TrainingEnd.Interrupted)
        {
            // A kill until here finds the state, and the same command goes on with the export alone.
            new RunFolder(options.RunFolder).State.Remove();
        }

        return fitted with
        {
            Seconds = watch.Elapsed.TotalSeconds,
        };
    }

    /// <summary>Trains as <see cref="Train"/> does, and leaves the package to a later export.</summary>
    /// <param name="options">What to train on, which network, and how.</param>
    /// <param name="progress">Follows the work.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Ends the training after the current step.</param>
    /// <param name="keepState">Whether the state of a training that has ended stays until the caller removes it.</param>
    /// <returns>What was left behind; there is no package yet.</returns>
    internal static TrainingResult Fit(
        TrainOptions options,
        ITrainingProgress progress,
        Action<string> notice,
        CancellationToken token,
        bool keepState = false
    )
    {
        RequireSound(options);
        progress = TensorBoardLog.Over(progress, options.Schedule.TensorBoard);
        var watch = Stopwatch.StartNew();
        var notices = new List<string>();
        void Note(string sentence)
        {
            notices.Add(sentence);
            notice(sentence);
        }

        progress.Stage("Reading chips");
        var chips = IgnoredClasses.LeaveOut(
            ChipFolder.Open(options.Chips, Note, options.IgnoreValue),
            options.Objective.IgnoreClasses,
            Note
        );

        progress.Chips(chips);

        // Told before the chips are read, which may take minutes.
        _ = MonitorCatalog.Find(options.Objective.MonitorMetric, chips.Classes);
        var variations = AugmentationSet.For(options.Augmentation, chips, Note);
        RequireChipSize(options.ChipSize ?? variations.CropSize, chips);
        var compute = ComputeDevice.Find(options.Device, options.Schedule.Precision, Note);
        using var start = new StartingPoint(options, Note);
        var doctor = new TrainingDoctor(options, Note);
        var shelf = new ChipShelf(chips, options.Storage.ChipMemory, notice);
        using var data = Prepare(options, shelf, variations, start, doctor, progress, Note, token);
        var objective = Objective.For(options.Objective, chips.Classes, data.Split, options.Seed);
        var run = new RunFolder(options.RunFolder);
        var key = Key(options, chips, data, compute, start, token);
        var state = Begin(options, run, key, notice);
        var job = new TrainingJob(options, chips, data, objective, run, compute, start, Note);
        var outcome = job.Train(new Checkpoints(state, s => run.State.Write(s, key)), progress, token);
        TellWaiting(data.Training.Waits, notice);
        progress.Stage("Writing the report and the package");
        var metrics = job.Metrics(outcome);
        var definition = job.Definition(outcome, metrics);
        doctor.AfterTraining(metrics, outcome.History);
        job.Write(definition, outcome, metrics, notices);
        if (outcome.End == TrainingEnd.Interrupted)
        {
            notice("The same command goes on from where the training was stopped; --restart begins anew.");
        }

        var result = new TrainingResult(
            run.Package(definition.Name),
            run.Report,
            metrics,
            data.Split,
            outcome.History,
            outcome.End,
            watch.Elapsed.TotalSeconds,
            outcome.EpochSeconds,
            compute.Label
        )
        {
            Definition = definition,
            ChipsSha256 = key[ChipsContent][ContentPrefix.Length..],
        };
        Record(run, result, keepState);
        return result;
    }

    private static void RequireSound(TrainOptions options)
    {
        var problems = string.Join(" ", options.Problems());
        if (problems.Length > 0)
        {
            throw new SegmentDataException(problems);
        }

        CheckCatalog.RequireKnown(options.Force);
    }

    private static void Record(RunFolder run, TrainingResult result, bool keepState)
    {
        var record = new RunRecord
        {
            FinishedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            Seconds = result.Seconds,
            EpochSeconds = result.EpochSeconds,
            Device = result.Device,
            Threads = torch.get_num_threads(),
        };
        WholeFile.Write(run.Record, record.ToJson());
        if (result.End != TrainingEnd.Interrupted && !keepState)
        {
            run.State.Remove();
        }
    }

    /// <summary>Finds the state that the training goes on from, or makes the folder ready for a new one.</summary>
    private static LoopState? Begin(
        TrainOptions options,
        RunFolder run,
        SortedDictionary<string, string> key,
        Action<string> notice
    )
    {
        run.RequireOwn();
        var state = options.Schedule.Restart ? null : run.State.Read(key, notice);
        if (state is null)
        {
            run.Clear(notice);
            return null;
        }

        notice(
            $"Going on with the training in {run.Folder} from epoch {Math.Min(state.Position.Epoch, options.MaxEpochs)}, step "
                + $"{state.Position.Step + 1}; --restart begins anew."
        );
        return state;
    }

    private static SortedDictionary<string, string> Key(
        TrainOptions options,
        ChipFolder chips,
        PreparedChips data,
        ComputeDevice compute,
        StartingPoint start,
        CancellationToken token
    ) =>
        TrainingKey.Of(
            options,
            [
                ("the weights at the start", start.Fingerprint),
                (ChipsContent, ContentPrefix + ChipsFingerprint.Of(chips, token)),
                ("the variations", AugmentationText.Write(data.Variations)),
                ("the split", data.Split.Line),
                ("the device", compute.Label),
                ("the version of Segment", TrainingJob.Version),
            ]
        );

    private static PreparedChips Prepare(
        TrainOptions options,
        ChipShelf shelf,
        AugmentationSet variations,
        StartingPoint start,
        TrainingDoctor doctor,
        ITrainingProgress progress,
        Action<string> notice,
        CancellationToken token
    )
    {
        var chips = shelf.Folder;
        var loaded = ChipLoading.Load(shelf, progress.Step, notice, token);
        try
        {
            var facts = doctor.Read(chips, loaded);
            var labelled = chips
                .Chips.Zip(loaded.Drawn, (file, drawn) => LabelledChips.Of(chips, file, drawn))
                .ToList();
            var plan = StoredSplit.Take(chips, labelled, options.SplitOptions, notice);
            var data = PreparedChips.Prepare(
                loaded,
                chips.Bands,
                plan,
                variations,
                notice,
                e => start.Normalize(e, chips.Bands)
            );
            progress.Split(data.Split, chips.Classes);
            doctor.BeforeTraining(
                facts,
                new SplitFacts(data.Split.LabelledPixels, data.Split.ValidationPixels, data.Split.Proof.SharedPixels)
            );
            return data;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    // A step that waits a little for its batch is not worth a word.
    private const double MuchWaiting = 0.05;

    private static void TellWaiting(WaitClock waits, Action<string> notice)
    {
        if (waits.Share > MuchWaiting)
        {
            notice(
                $"The steps of the training waited {waits.Share * 100:0} % of their time for chips: a faster disk, more --chip-memory or "
                    + "fewer other programs would shorten it."
            );
        }
    }

    private static void RequireChipSize(int? size, ChipFolder chips)
    {
        if (Math.Min(chips.TileHeight, chips.TileWidth) is var side && side < SegmentationNetwork.MinimumSize)
        {
            throw new SegmentDataException(
                $"The chips in {chips.Folder} are {chips.TileHeight} x {chips.TileWidth} px, and a network needs at least "
                    + $"{SegmentationNetwork.MinimumSize} px. Cut them again with a larger --tile-size."
            );
        }

        if (size > side)
        {
            throw new SegmentDataException(
                $"--chip-size is {size}, and the chips in {chips.Folder} are {chips.TileHeight} x {chips.TileWidth} px. Give "
                    + $"at most {side}, leave it out to train on whole chips, or cut the chips again with --tile-size {size}."
            );
        }
    }
}
