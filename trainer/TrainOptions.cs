using Segment.Networks;
using Segment.Networks.Decoders;
using Segment.Networks.Encoders;
using Segment.PackageFormat;
using Segment.Raster.Labels;
using Segment.Trainer.Options;
using Segment.Trainer.Start;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer;

/// <summary>What to train on, which network, and how.</summary>
public sealed record TrainOptions
{
    /// <summary>The most epochs that may be asked for.</summary>
    public const int MaximumEpochs = 10_000;

    /// <summary>Gets the chips folder, in ArcGIS's <em>Classified Tiles</em> layout.</summary>
    public required string Chips { get; init; }

    /// <summary>Gets the label value of the chips that means <em>ignore</em>; null takes what the folder says, else 0 where
    /// that is no class.</summary>
    public int? IgnoreValue { get; init; }

    /// <summary>Gets the run folder to write. It must not exist, or be empty, or hold an earlier run, which is replaced.</summary>
    public required string RunFolder { get; init; }

    /// <summary>Gets the model's name, also the package's file name; null takes the run folder's name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the decoder's name in <see cref="DecoderCatalog"/>; null: that of the pretrained model, or <c>unet</c>.</summary>
    public string? ModelType { get; init; }

    /// <summary>Gets the backbone's name in <see cref="EncoderCatalog"/>; null: that of the pretrained model, or <c>light</c>.</summary>
    public string? BackboneModel { get; init; }

    /// <summary>
    /// Gets the cells along each side of every level of pyramid pooling, each 1–64, for the model types that pool so; null: those of
    /// the pretrained model, or 1, 2, 3 and 6.
    /// </summary>
    public IReadOnlyList<int>? PyramidSizes { get; init; }

    /// <summary>Gets the most epochs, 1–10 000; early stopping may end sooner.</summary>
    public int MaxEpochs { get; init; } = 40;

    /// <summary>Gets the chips of a training step, 2–1024; null takes as many as chips and memory make sensible.</summary>
    public int? BatchSize { get; init; }

    /// <summary>
    /// Gets the side of what the network sees of a chip while training, in pixels, from 8; null takes whole chips.
    /// Smaller than the chip, each step takes a random part with labels.
    /// </summary>
    public int? ChipSize { get; init; }

    /// <summary>Gets how the chips are split; null takes the split stored with them, or else splits by space.</summary>
    public SplitMethod? Split { get; init; }

    /// <summary>Gets the share of the labelled pixels to validate on, 1–50 %; null takes the stored split's, or 10 %.</summary>
    public double? ValidationPercentage { get; init; }

    /// <summary>
    /// Gets the share of the labelled pixels to test on, 0–50 %; null takes the stored split's, or decides by the labels.
    /// </summary>
    public double? TestPercentage { get; init; }

    /// <summary>Gets the fold of the polygons to test on, such as 2/5; null tests on a share.</summary>
    public string? TestFold { get; init; }

    /// <summary>Gets the seed of everything random: weights, order and augmentation, and the split where it is not stored.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Gets where to train.</summary>
    public TrainingDevice Device { get; init; } = TrainingDevice.Auto;

    /// <summary>Gets what training lowers, and which epoch is the best.</summary>
    public ObjectiveOptions Objective { get; init; } = new();

    /// <summary>Gets how the weights move.</summary>
    public ScheduleOptions Schedule { get; init; } = new();

    /// <summary>Gets how training chips are varied.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>Gets where chips are kept while training.</summary>
    public StorageOptions Storage { get; init; } = new();

    /// <summary>Gets what the weights are before the first step.</summary>
    public StartOptions Start { get; init; } = new();

    /// <summary>Gets the name of the model and its package.</summary>
    public string ModelName =>
        string.IsNullOrWhiteSpace(Name)
            ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(RunFolder)))
            : Name;

    /// <summary>Gets the ids of the doctor's checks whose problems are let pass.</summary>
    public IReadOnlyList<string> Force { get; init; } = [];

    /// <summary>Gets what was asked for of the split.</summary>
    internal SplitOptions SplitOptions =>
        new()
        {
            Method = Split,
            ValidationPercentage = ValidationPercentage,
            TestPercentage = TestPercentage,
            TestFold = TestFold is null ? null : Segment.TrainingData.Splitting.TestFold.Parse(TestFold),
            Seed = Seed,
        };

    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem, for the user; none if training can start.</returns>
    public IEnumerable<string> Problems()
    {
        foreach (var (option, value) in new[] { ("--chips", Chips), ("--out", RunFolder) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return $"{option} is empty ('{value}'): give a folder.";
            }
        }

        var labels = new LabelOptions { IgnoreValue = IgnoreValue };
        IEnumerable<IEnumerable<string>> parts =
        [
            NameProblems(),
            NumberProblems(),
            labels.Problems(),
            Objective.Problems(),
            Schedule.Problems(),
            Augmentation.Problems(ChipSize),
            Storage.Problems(),
            Start.Problems(),
        ];
        foreach (var problem in parts.SelectMany(p => p))
        {
            yield return problem;
        }
    }

    private IEnumerable<string> NameProblems()
    {
        if (!string.IsNullOrWhiteSpace(RunFolder) && ModelDefinition.NameProblem(ModelName) is { } problem)
        {
            yield return $"--name: {problem}";
        }

        if (ModelType is { } type && DecoderCatalog.Find(type) is null)
        {
            yield return $"--model-type '{type}' is unknown. {NearestName.Hint(type, [.. DecoderCatalog.All.Select(d => d.Name)])}";
        }

        if (BackboneModel is { } backbone && EncoderCatalog.Find(backbone) is null)
        {
            yield return $"--backbone-model '{backbone}' is unknown. {NearestName.Hint(backbone, EncoderCatalog.NamesLike(backbone))}";
        }

        if (PyramidSizes is { } sizes)
        {
            var pooling = DecoderCatalog.All.Where(d => d.PoolsPyramids).Select(d => d.Name);
            var network = ModelType ?? (Start.PretrainedModel is null ? StartingPoint.DefaultModelType : null);
            if (network is not null && DecoderCatalog.Find(network) is { PoolsPyramids: false } decoder)
            {
                yield return $"--pyramid-sizes is for {string.Join(", ", pooling)}, and --model-type is {decoder.Name}: leave it out.";
            }

            foreach (var fault in NetworkSpec.PyramidProblems(sizes))
            {
                yield return $"--pyramid-sizes: {fault}";
            }
        }
    }

    private IEnumerable<string> NumberProblems()
    {
        if (MaxEpochs is < 1 or > MaximumEpochs)
        {
            yield return $"--max-epochs is {MaxEpochs}: give 1 to {MaximumEpochs}.";
        }

        if (BatchSize is < 2 or > 1024)
        {
            yield return $"--batch-size is {BatchSize}: give 2 to 1024 chips; batch normalisation needs more than one.";
        }

        if (ChipSize < SegmentationNetwork.MinimumSize)
        {
            yield return $"--chip-size is {ChipSize}: give at least {SegmentationNetwork.MinimumSize} pixels, or leave it out to train on whole chips.";
        }

        if (TestFold is not null && SplitOptions.TestFold is null)
        {
            yield return $"--test-fold '{TestFold}' is no fold: give its number and how many there are, such as 2/5; 2 to {Segment.TrainingData.Splitting.TestFold.MaximumCount} folds.";
        }

        foreach (var problem in SplitOptions.Problems())
        {
            yield return problem;
        }
    }
}
