namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A loss that rises far above what it was says that the steps were too long.</summary>
internal sealed class LossDiverged : Check
{
    // A training loss wavers by tenths between epochs; doubling is another thing.
    private const double MostRise = 2;

    // Below this a loss is as good as zero, and its double too.
    private const double Small = 0.1;

    /// <inheritdoc/>
    public override string Id => "loss-diverged";

    /// <inheritdoc/>
    public override string LooksAt => "whether a run's training loss rose far above its least";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Run is { History.Epochs.Count: > 1 };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var epochs = patient.Run!.History.Epochs;
        var (last, least) = (epochs[^1].TrainLoss, epochs.Min(e => e.TrainLoss));
        if (last > Small && last > least * MostRise)
        {
            yield return Doubt(
                "The training loss ran away",
                $"It was {least:0.####} at its least and {last:0.####} in the last of {epochs.Count} epochs. The epoch with the lowest "
                    + "validation loss was kept, but the training was not a good one.",
                $"Train at a lower rate: {patient.Commands.Train($"--learning-rate {epochs.Max(e => e.LearningRate) / 10:0.######}")}"
            ) with
            {
                Numbers = Figures.Named(("leastTrainLoss", least), ("lastTrainLoss", last), ("epochs", epochs.Count)),
            };
        }
    }
}
