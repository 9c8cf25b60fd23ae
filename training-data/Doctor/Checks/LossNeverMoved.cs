namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A loss that stays where it began says that nothing was learned.</summary>
internal sealed class LossNeverMoved : Check
{
    // Less than a twentieth of the first epoch's loss: below what the order of the chips changes.
    private const double LeastFall = 0.05;

    // In fewer epochs the learning rate is still rising.
    private const int LeastEpochs = 5;

    /// <inheritdoc/>
    public override string Id => "loss-never-moved";

    /// <inheritdoc/>
    public override string LooksAt => "whether a run's training loss fell";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Run is { History.Epochs.Count: >= LeastEpochs };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var epochs = patient.Run!.History.Epochs;
        var (first, least) = (epochs[0].TrainLoss, epochs.Min(e => e.TrainLoss));

        // A loss that is small from the start has nowhere to fall to.
        if (first > LeastFall && least > first * (1 - LeastFall))
        {
            yield return Problem(
                "The training loss never moved",
                $"It began at {first:0.####} and came to {least:0.####} at best in {epochs.Count} epochs.",
                $"Look at the labels (`segment doctor --chips {patient.Commands.ChipsFolder}`), then train at a higher rate: "
                    + patient.Commands.Train($"--learning-rate {epochs.Max(e => e.LearningRate) * 10:0.######}")
            ) with
            {
                Numbers = Figures.Named(("firstTrainLoss", first), ("leastTrainLoss", least), ("epochs", epochs.Count)),
            };
        }
    }
}
