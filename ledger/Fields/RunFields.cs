namespace Segment.Ledger.Fields;

/// <summary>The catalog of a run's fields: one line each, in the order in which tables show them.</summary>
public static class RunFields
{
    /// <summary>Gets the batch that a person counts the run to.</summary>
    public static RunField<string> BatchAlias { get; } =
        Text("batch_alias", "Batch alias") with
        {
            NoteOption = "--batch-alias",
        };

    /// <summary>Gets the program and its version, and the system it ran on.</summary>
    public static RunField<string> Platform { get; } = Text("platform", "Platform");

    /// <summary>Gets the chips that were trained on, the labels that chips were cut with, or the reference of an assessment.</summary>
    public static RunField<string> TrainingData { get; } = Text("training_data", "Training data");

    /// <summary>Gets the number of chips.</summary>
    public static RunField<long> Chips { get; } = Whole("chips", "Chips");

    /// <summary>Gets the number of classes.</summary>
    public static RunField<long> Classes { get; } = Whole("classes", "Classes");

    /// <summary>Gets where the data lie: the extent and its reference system, until a person names the place.</summary>
    public static RunField<string> Domain { get; } =
        Text("geographic_domain", "Geographic domain") with
        {
            NoteOption = "--domain",
        };

    /// <summary>Gets the scene.</summary>
    public static RunField<string> Imagery { get; } = Text("imagery", "Imagery") with { NoteOption = "--imagery" };

    /// <summary>Gets the year in which the scene was taken.</summary>
    public static RunField<long> ImageryYear { get; } =
        Whole("imagery_year", "Imagery year") with
        {
            NoteOption = "--year",
        };

    /// <summary>Gets the number of bands that the network reads.</summary>
    public static RunField<long> Bands { get; } = Whole("bands", "Bands");

    /// <summary>Gets the side of a pixel in metres.</summary>
    public static RunField<double> Resolution { get; } = new("resolution_m", "Resolution (m)", FieldKind.Real);

    /// <summary>Gets the side of a chip in pixels.</summary>
    public static RunField<long> ChipSize { get; } = Whole("chip_size", "Chip size (px)");

    /// <summary>Gets the model's name.</summary>
    public static RunField<string> Model { get; } = Text("model", "Model");

    /// <summary>Gets the decoder, such as <c>unet</c>.</summary>
    public static RunField<string> ModelType { get; } = Text("model_type", "Model type");

    /// <summary>Gets the encoder, such as <c>resnet18</c>.</summary>
    public static RunField<string> Backbone { get; } = Text("backbone", "Backbone");

    /// <summary>Gets the layers with kernels: the convolutions of encoder and decoder together.</summary>
    public static RunField<long> Layers { get; } = Whole("layers", "Layers");

    /// <summary>Gets the number of trained weights.</summary>
    public static RunField<long> Weights { get; } = Whole("weights", "Weights");

    /// <summary>Gets the epochs that were asked for at most.</summary>
    public static RunField<long> EpochsSet { get; } = Whole("epochs_set", "Epochs (set)");

    /// <summary>Gets the epochs that were trained.</summary>
    public static RunField<long> Epochs { get; } = Whole("epochs", "Epochs (actual)");

    /// <summary>Gets the epoch that was kept.</summary>
    public static RunField<long> BestEpoch { get; } = Whole("best_epoch", "Best epoch");

    /// <summary>Gets the chips of a step.</summary>
    public static RunField<long> BatchSize { get; } = Whole("batch_size", "Batch size");

    /// <summary>Gets the highest learning rate.</summary>
    public static RunField<double> LearningRate { get; } = new("learning_rate", "Learning rate", FieldKind.Real);

    /// <summary>Gets the share of pixels answered rightly: of the validation pixels, or of the reference of an assessment.</summary>
    public static RunField<double> Accuracy { get; } = Share("accuracy", "Accuracy");

    /// <summary>Gets the accuracy of always answering the commonest class.</summary>
    public static RunField<double> MajorityAccuracy { get; } = Share("majority_accuracy", "Majority baseline");

    /// <summary>Gets the mean Dice over the classes, of the same pixels.</summary>
    public static RunField<double> Dice { get; } = Share("dice", "Dice");

    /// <summary>Gets the mean intersection over union over the classes, of the same pixels.</summary>
    public static RunField<double> MeanIoU { get; } = Share("mean_iou", "Mean IoU");

    /// <summary>Gets the accuracy on the test pixels, which chose nothing.</summary>
    public static RunField<double> TestAccuracy { get; } = Share("test_accuracy", "Test accuracy");

    /// <summary>Gets Cohen's kappa of an assessment.</summary>
    public static RunField<double> Kappa { get; } = new("kappa", "Kappa", FieldKind.Real);

    /// <summary>Gets how long the training took.</summary>
    public static RunField<double> TrainingSeconds { get; } = Seconds("training_seconds", "Training time");

    /// <summary>Gets how long the inference took.</summary>
    public static RunField<double> InferenceSeconds { get; } = Seconds("inference_seconds", "Inference time");

    /// <summary>Gets the computer's name.</summary>
    public static RunField<string> ComputerAlias { get; } =
        Text("computer_alias", "Computer alias") with
        {
            NoteOption = "--computer-alias",
        };

    /// <summary>Gets where it computed, such as <c>cpu (bfloat16)</c>.</summary>
    public static RunField<string> Device { get; } = Text("device", "Device");

    /// <summary>Gets the size of the package.</summary>
    public static RunField<long> ModelBytes { get; } = new("model_bytes", "Model size", FieldKind.Bytes);

    /// <summary>Gets the seed of all randomness.</summary>
    public static RunField<long> Seed { get; } = Whole("seed", "Seed");

    /// <summary>Gets the SHA-256 of the chips' content.</summary>
    public static RunField<string> DataHash { get; } = Text("data_sha256", "Data SHA-256");

    /// <summary>Gets the package's path.</summary>
    public static RunField<string> Package { get; } = Text("package", "Package");

    /// <summary>Gets the SHA-256 of the package: what ties a map to the training.</summary>
    public static RunField<string> PackageHash { get; } = Text("package_sha256", "Package SHA-256");

    /// <summary>Gets whether a person finds the result usable.</summary>
    public static RunField<string> FeasibleOutput { get; } =
        Text("feasible_output", "Feasible output?") with
        {
            NoteOption = "--feasible",
            IsPersonal = true,
        };

    /// <summary>Gets a person's comments.</summary>
    public static RunField<string> Comments { get; } =
        Text("comments", "Comments") with
        {
            NoteOption = "--comment",
            IsPersonal = true,
        };

    /// <summary>Gets all fields, in the order of a table's columns.</summary>
    public static IReadOnlyList<RunField> All { get; } =
    [
        BatchAlias,
        Platform,
        TrainingData,
        Chips,
        Classes,
        Domain,
        Imagery,
        ImageryYear,
        Bands,
        Resolution,
        ChipSize,
        Model,
        ModelType,
        Backbone,
        Layers,
        Weights,
        EpochsSet,
        Epochs,
        BestEpoch,
        BatchSize,
        LearningRate,
        Accuracy,
        MajorityAccuracy,
        Dice,
        MeanIoU,
        TestAccuracy,
        Kappa,
        TrainingSeconds,
        InferenceSeconds,
        ComputerAlias,
        Device,
        ModelBytes,
        Seed,
        DataHash,
        Package,
        PackageHash,
        FeasibleOutput,
        Comments,
    ];

    private static RunField<string> Text(string column, string title) => new(column, title, FieldKind.Text);

    private static RunField<long> Whole(string column, string title) => new(column, title, FieldKind.Whole);

    private static RunField<double> Share(string column, string title) => new(column, title, FieldKind.Share);

    private static RunField<double> Seconds(string column, string title) => new(column, title, FieldKind.Seconds);
}
