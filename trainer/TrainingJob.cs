using System.Reflection;
using Segment.Networks;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Data;
using Segment.Trainer.Data.Augmentation;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.Calibrating;
using Segment.Trainer.Loop.RateSearch;
using Segment.Trainer.Loop.State;
using Segment.Trainer.Options;
using Segment.Trainer.Packaging;
using Segment.Trainer.Report;
using Segment.Trainer.Start;
using Segment.Trainer.Torch;
using Segment.TrainingData.Reviewing;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer;

/// <summary>The middle of a training: from data that is ready to a run folder that can be exported.</summary>
internal sealed class TrainingJob
{
    private readonly TrainOptions options;
    private readonly ChipFolder chips;
    private readonly PreparedChips data;
    private readonly RunFolder run;
    private readonly ComputeDevice compute;
    private readonly StartingPoint start;
    private readonly SegmentationNetwork network;
    private readonly Objective objective;
    private readonly Action<string> notice;
    private LoopSettings settings;
    private RateCurve? rateCurve;

    /// <summary>Gets the version of the program.</summary>
    public static string Version { get; } =
        typeof(TrainingJob).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Prepares the network.</summary>
    /// <param name="options">The options, without problems.</param>
    /// <param name="chips">Where the chips came from.</param>
    /// <param name="data">The chips.</param>
    /// <param name="objective">What is lowered, and which epoch is kept.</param>
    /// <param name="run">Where results go.</param>
    /// <param name="compute">Where to train.</param>
    /// <param name="start">Where the weights start.</param>
    /// <param name="notice">Told what will be trained.</param>
    public TrainingJob(
        TrainOptions options,
        ChipFolder chips,
        PreparedChips data,
        Objective objective,
        RunFolder run,
        ComputeDevice compute,
        StartingPoint start,
        Action<string> notice
    )
    {
        (this.options, this.chips, this.data, this.objective) = (options, chips, data, objective);
        (this.run, this.compute, this.start, this.notice) = (run, compute, start, notice);
        network = SegmentationNetwork.Create(start.Spec(data.Estimate.Bands.Count, chips.Classes.Count));
        settings = LoopSettings.For(options, chips, data, network);
        Announce();
    }

    private List<BandDefinition> Bands => [.. data.Estimate.Bands.Select(b => chips.Bands[b])];

    /// <summary>Trains.</summary>
    /// <param name="checkpoints">Where the training goes on from, and where its state goes.</param>
    /// <param name="progress">Follows the training.</param>
    /// <param name="token">Ends it.</param>
    /// <returns>The best epoch.</returns>
    public LoopOutcome Train(Checkpoints checkpoints, ITrainingProgress progress, CancellationToken token)
    {
        if (options.Schedule.LearningRate.Find)
        {
            var finder = new RateFinder(run, compute, objective, settings);
            rateCurve = finder.Find(checkpoints.Start is not null, Fresh, data.Training, progress, token);
            notice(rateCurve.Explain(settings.LearningRate));
            settings = settings with { LearningRate = rateCurve.Chosen ?? settings.LearningRate };
        }

        progress.Stage("Training");
        using var model = Fresh();
        var steps = EpochPlan.Steps(data.Training.Count, settings.BatchSize);
        using var average = options.Schedule.MovingAverage ? new AveragedNetwork(network, model, compute, steps) : null;
        var loop = new TrainingLoop(model, average, compute, chips.Classes.Count, objective, settings, notice);
        return loop.Run(data.Training, data.Validation, progress, checkpoints, token);
    }

    private void Announce()
    {
        var declared = network.Declare();
        var steps = EpochPlan.Steps(data.Training.Count, settings.BatchSize);
        var passes = steps * settings.BatchSize / (double)data.Training.Count;
        notice(
            $"The network is {network.Decoder.Name} over {network.Encoder.Name}: {declared.ParameterCount / 1e6:0.00} million parameters, "
                + $"{network.Spec.Bands} bands, {network.Spec.Classes} classes; an epoch has {steps} steps of {settings.BatchSize} chips"
                + (passes >= 2 ? $" and passes {passes:0.#} times over the {data.Training.Count} training chips." : ".")
        );
        if (options.Objective != new ObjectiveOptions())
        {
            notice(
                $"What is lowered: {ObjectiveText.Loss(objective, options.Objective)}. The epoch with {ObjectiveText.Monitor(objective)} is kept."
            );
        }

        if (options.Schedule.FreezeModel && !start.IsTrained)
        {
            notice(
                "--freeze-model leaves the backbone at random, and it will see little. Give --weights or --pretrained-model too."
            );
        }

        if (network.HasGlobalView)
        {
            notice(
                "This network takes means over the whole tile, so neighbouring tiles of a map never agree wholly: segment classify blends "
                    + "them, which computes each pixel up to four times."
            );
        }
    }

    /// <summary>Makes the network as the training begins with it.</summary>
    private TorchNetwork Fresh()
    {
        var model = new TorchNetwork(network, options.Seed, compute);
        start.Apply(network, model, Bands, chips.Classes, FirstBatches.Of(data.Training, settings, compute));
        if (options.Schedule.FreezeModel)
        {
            model.Freeze(LayerGroups.Backbone, start.Untrained(network));
        }

        return model;
    }

    /// <summary>Describes the model; its padding is the exact bound until the export measures it.</summary>
    /// <param name="outcome">The training's end.</param>
    /// <param name="metrics">Its figures.</param>
    /// <returns>The definition.</returns>
    public ModelDefinition Definition(LoopOutcome outcome, TrainingMetrics metrics)
    {
        var noData = ModelDefinition.MapNoDataFor(chips.Classes);
        return new ModelDefinition
        {
            Name = options.ModelName,
            Version = WeightsFingerprint.Of(outcome.Weights),
            ModelType = network.Decoder.Name,
            Backbone = network.Encoder.Name,
            Classes = chips.Classes,
            PyramidSizes = network.Spec.OwnPyramidSizes,
            Bands = Bands,
            SourceBandCount = chips.Bands.Count,
            ChipSize = Math.Min(settings.Height, settings.Width),
            CellSizeX = chips.CellSizeX,
            CellSizeY = chips.CellSizeY,
            CrsWkt = chips.CrsWkt,
            Normalization = data.Estimate.Normalization,
            Distributions = data.Estimate.Distributions,
            Padding = (network.ReceptiveFieldRadius + network.Stride - 1) / network.Stride * network.Stride,
            ReceptiveFieldRadius = network.ReceptiveFieldRadius,
            Stride = network.Stride,
            IgnoreValue = chips.IgnoreValue ?? noData,
            MapNoData = noData,
            HasClassOutput = false,
            HasGlobalView = network.HasGlobalView,
            Temperature = metrics.Calibration?.Temperature ?? 1,
            Training = Summary(outcome),
        };
    }

    /// <summary>Writes what the export needs, and the report.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="outcome">The training's end.</param>
    /// <param name="metrics">The figures of the best epoch.</param>
    /// <param name="notices">All sentences that the user was told.</param>
    public void Write(
        ModelDefinition definition,
        LoopOutcome outcome,
        TrainingMetrics metrics,
        IReadOnlyList<string> notices
    )
    {
        WholeFile.Write(run.Definition(definition.Name), definition.ToJson());
        WholeFile.Write(run.Split, TrainedArea.Document(chips, data.Plan).ToJson());
        CheckWindows.Cut(data.Validation, data.Estimate, network.Stride).Write(run.Windows);
        using var trained = Trained(outcome);
        var shapes = network.Declare().Parameters;
        var named = outcome.Weights.Select(w =>
            KeyValuePair.Create(w.Key, new NamedTensor(shapes[w.Key].Shape, w.Value))
        );
        TensorFile.Write(run.Weights, named.ToDictionary(StringComparer.Ordinal));
        WholeFile.Write(run.History, outcome.History.ToJson());
        WholeFile.Write(run.Metrics, metrics.ToJson());
        var (samples, bands) = SampleChips.Pick(trained, compute, data);
        var review = new ModelReview
        {
            Parameters = Parameters(outcome),
            Notices = notices,
            RateSearch = rateCurve,
            ChipBands = bands,
            Chips = samples,
        };
        var model = new ReviewedModel
        {
            Definition = definition,
            Metrics = metrics,
            History = outcome.History,
            Review = review,
        };
        RunReport.Write(run, model, review);
    }

    /// <summary>Scores the best epoch and calibrates its probabilities; the test pixels are looked at here and nowhere before.</summary>
    /// <param name="outcome">The training's end.</param>
    /// <returns>The content of <c>metrics.json</c>.</returns>
    public TrainingMetrics Metrics(LoopOutcome outcome)
    {
        using var model = Trained(outcome);
        PartScores? test = null;
        if (data.Test.Count > 0)
        {
            var size = settings.ValidationBatch(data.Test);
            var scores = Evaluation.Run(model, compute, data.Test, size, chips.Classes.Count, objective.Loss);
            test = PartScores.From(scores.Matrix, chips.Classes, scores.Loss);
        }

        var validation = PartScores.From(outcome.Best.Matrix, chips.Classes, outcome.Best.Loss);
        var calibration = Calibrator.Run(model, compute, data, settings.ValidationBatch, chips.Classes.Count);
        return TrainingMetrics.From(validation, outcome.History.BestEpoch, data.Split.Proof, test, calibration);
    }

    private TorchNetwork Trained(LoopOutcome outcome)
    {
        var model = new TorchNetwork(network, options.Seed, compute);
        model.Import(outcome.Weights);
        return model;
    }

    private TrainingSummary Summary(LoopOutcome outcome) =>
        new()
        {
            Chips = data.Split.Training.Count,
            LabelledPixels = data.Split.LabelledPixels,
            Epochs = outcome.History.Epochs.Count,
            BestEpoch = outcome.History.BestEpoch,
            Seed = options.Seed,
            LearningRate = settings.LearningRate,
            BatchSize = settings.BatchSize,
            Device = compute.Name,
            SegmentVersion = Version,
        };

    private List<NamedText> Parameters(LoopOutcome outcome) =>
        [
            new("Chips folder", Path.GetFileName(chips.Folder)),
            new("Chip size", $"{chips.TileHeight} × {chips.TileWidth} px"),
            new("The network sees", $"{settings.Height} × {settings.Width} px of a chip"),
            new(
                "Network",
                $"{network.Decoder.Name}, {network.Encoder.Name}, {network.Declare().ParameterCount:N0} parameters"
            ),
            new("Weights at the start", start.Description),
            new("Bands", string.Join(", ", data.Estimate.Bands.Select(b => chips.Bands[b].Name))),
            new("What is lowered", ObjectiveText.Loss(objective, options.Objective)),
            new("The epoch is kept that has", ObjectiveText.Monitor(objective)),
            new("Batch size", $"{settings.BatchSize} chips ({(options.BatchSize is null ? "auto" : "given")})"),
            .. ScheduleText.Rows(options.Schedule, settings),
            new("Augmentation", AugmentationText.Describe(options.Augmentation, data.Variations)),
            new("Most epochs", $"{options.MaxEpochs}"),
            new("Early stopping", ObjectiveText.Patience(objective, settings.Patience)),
            new("How it ended", ObjectiveText.End(objective, outcome)),
            new(
                "Split",
                $"{data.Plan.Method.ToString().ToLowerInvariant()}; validation {data.Plan.ValidationPercentage:0.#} %, test {data.Plan.TestPercentage:0.#} %, seed {data.Plan.Seed}"
            ),
            new("Seed", $"{options.Seed}"),
            new("Device", compute.BFloat16 ? $"{compute.Name}, bfloat16 convolutions" : $"{compute.Name}, float32"),
        ];
}
