using Segment.PackageFormat;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.Losses;
using Segment.Trainer.Loop.Monitoring;

namespace Segment.Trainer.Options;

/// <summary>What training lowers, and which epoch is the best.</summary>
public sealed record ObjectiveOptions
{
    /// <summary>The word that takes the focal loss.</summary>
    internal const string Focal = "focal";

    /// <summary>Gets the loss: <c>cross-entropy</c>, <c>focal</c> or <c>dice</c>.</summary>
    public string Loss { get; init; } = LossCatalog.All[0].Name;

    /// <summary>Gets the share of Dice in the loss, 0–1: (1 − share) · loss + share · Dice.</summary>
    public double DiceLossFraction { get; init; }

    /// <summary>Gets how Dice is averaged: <c>micro</c>, <c>macro</c> or <c>weighted</c>.</summary>
    public string DiceLossAverage { get; init; } = DiceAverageCatalog.Default.Name;

    /// <summary>Gets whether pixels weigh by the rarity of their class among the training pixels.</summary>
    public bool ClassBalancing { get; init; }

    /// <summary>Gets the share of the truth that is spread over all classes, [0, 1); 0.1 is common.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Gets the classes, by name or value, that are not learned: their pixels have no label.</summary>
    public IReadOnlyList<string> IgnoreClasses { get; init; } = [];

    /// <summary>Gets whether chips are laid over one another.</summary>
    public bool Mixup { get; init; }

    /// <summary>Gets whether parts of chips are pasted into others; with <see cref="Mixup"/>, each step does one of both.</summary>
    public bool CutMix { get; init; }

    /// <summary>Gets what decides which epoch is kept: <c>valid_loss</c>, <c>accuracy</c>, <c>dice</c>, <c>miou</c>, or
    /// <c>f1:</c> with a class's name or value.</summary>
    public string MonitorMetric { get; init; } = MonitorCatalog.Default.Name;

    /// <summary>Gets a value indicating whether training ends early when no epoch makes progress any more.</summary>
    public bool StopTraining { get; init; } = true;

    /// <summary>Gets the epochs without progress after which training ends, from 1; null takes two fifths of the epochs,
    /// at least 5.</summary>
    public int? Patience { get; init; }

    /// <summary>Gets by how much the monitored figure must be better to be progress, from 0, in its own unit (scores are 0–1).</summary>
    public double MinChange { get; init; }

    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem, for the user; none if training can start.</returns>
    public IEnumerable<string> Problems()
    {
        if (LossCatalog.All.All(l => l.Name != Loss))
        {
            yield return $"--loss '{Loss}' is unknown. {NearestName.Hint(Loss, [.. LossCatalog.All.Select(l => l.Name)])}";
        }

        if (DiceAverageCatalog.All.All(a => a.Name != DiceLossAverage))
        {
            yield return $"--dice-loss-average '{DiceLossAverage}' is unknown. {NearestName.Hint(DiceLossAverage, [.. DiceAverageCatalog.All.Select(a => a.Name)])}";
        }

        if (DiceLossFraction is not (>= 0 and <= 1))
        {
            yield return $"--dice-loss-fraction is {DiceLossFraction}: give 0 to 1, such as 0.5.";
        }

        if (LabelSmoothing is not (>= 0 and < 1))
        {
            yield return $"--label-smoothing is {LabelSmoothing}: give 0 or more and less than 1, such as 0.1.";
        }

        if (!MonitorCatalog.IsName(MonitorMetric))
        {
            yield return $"--monitor-metric '{MonitorMetric}' is unknown. {NearestName.Hint(MonitorMetric, [.. MonitorCatalog.All.Select(m => m.Name), MonitorCatalog.ClassPrefix + "CLASS"])}";
        }

        if (Patience < 1)
        {
            yield return $"--patience is {Patience}: give 1 or more epochs, or 'auto'; --stop-training false trains all epochs.";
        }

        if (MinChange is not (>= 0 and <= double.MaxValue))
        {
            yield return $"--min-change is {MinChange}: give 0 or more, such as 0.001.";
        }
    }
}
