namespace Segment.Trainer.AutoDl;

/// <summary>One training of a search.</summary>
public sealed record Trial
{
    /// <summary>Gets the round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>Gets what was tried.</summary>
    public required Candidate Candidate { get; init; }

    /// <summary>Gets how it ended.</summary>
    public required TrialEnd End { get; init; }

    /// <summary>Gets why it was not scored; empty where it was.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Gets the most epochs that its share of the time allowed.</summary>
    public int MaxEpochs { get; init; }

    /// <summary>Gets the epochs that were trained.</summary>
    public int Epochs { get; init; }

    /// <summary>Gets the wall time of all of it, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Gets the loss on the validation pixels.</summary>
    public double Loss { get; init; }

    /// <summary>Gets the share of the validation pixels answered rightly, 0–1.</summary>
    public double Accuracy { get; init; }

    /// <summary>Gets the mean Dice on the validation pixels, 0–1.</summary>
    public double MacroDice { get; init; }

    /// <summary>Gets the mean intersection over union on the validation pixels, 0–1.</summary>
    public double MeanIoU { get; init; }

    /// <summary>Gets the mean intersection over union on the test pixels, 0–1; null without a test part. Nothing is chosen
    /// by it.</summary>
    public double? TestMeanIoU { get; init; }

    /// <summary>Gets the parameters of the network.</summary>
    public long Parameters { get; init; }

    /// <summary>Gets how fast the network answers here, in megapixels a second, float32.</summary>
    public double MegapixelsPerSecond { get; init; }

    /// <summary>Gets the name of its folder.</summary>
    public string Folder => FolderOf(Round, Candidate);

    /// <summary>Names the folder of a trial.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="candidate">What is tried.</param>
    /// <returns>The name.</returns>
    internal static string FolderOf(int round, Candidate candidate) => $"{round}-{candidate.Name}";

    /// <summary>Tells whether a trial is better than another: by mean IoU, then by loss, then by speed.</summary>
    /// <param name="trials">The trials.</param>
    /// <returns>Those that were scored, the best first.</returns>
    internal static IReadOnlyList<Trial> Ranked(IEnumerable<Trial> trials) =>
        [
            .. trials
                .Where(t => t.End == TrialEnd.Scored)
                .OrderByDescending(t => t.MeanIoU)
                .ThenBy(t => t.Loss)
                .ThenByDescending(t => t.MegapixelsPerSecond)
                .ThenBy(t => t.Folder, StringComparer.Ordinal),
        ];

    /// <summary>Takes over the scores of a training.</summary>
    /// <param name="result">What it left behind.</param>
    /// <returns>The trial.</returns>
    internal Trial With(TrainingResult result) =>
        this with
        {
            Epochs = result.History.Epochs.Count,
            Loss = result.Metrics.Loss,
            Accuracy = result.Metrics.Accuracy,
            MacroDice = result.Metrics.MacroDice,
            MeanIoU = result.Metrics.MeanIoU,
            TestMeanIoU = result.Metrics.Test?.MeanIoU,
        };
}
