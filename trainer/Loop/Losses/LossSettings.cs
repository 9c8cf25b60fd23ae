namespace Segment.Trainer.Loop.Losses;

/// <summary>What a loss can be told.</summary>
/// <param name="TrainingPixels">Labelled training pixels of each class.</param>
internal sealed record LossSettings(IReadOnlyList<long> TrainingPixels)
{
    /// <summary>Gets whether pixels of rare classes weigh more; Dice has its own averages instead.</summary>
    public bool ClassBalancing { get; init; }

    /// <summary>Gets the share of the truth that is spread over all classes, [0, 1).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Gets how Dice is averaged over the classes.</summary>
    public DiceAverage DiceAverage { get; init; } = DiceAverageCatalog.Default;

    /// <summary>Gets the weight of each class's pixels; null where all weigh alike.</summary>
    public float[]? PixelWeights => ClassBalancing ? ClassWeights.Of(TrainingPixels) : null;
}
