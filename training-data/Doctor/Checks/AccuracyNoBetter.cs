namespace Segment.TrainingData.Doctor.Checks;

/// <summary>An accuracy that always answering the commonest class reaches too is no achievement.</summary>
internal sealed class AccuracyNoBetter : Check
{
    // Less than two points above: within what another seed or split gives.
    private const double LeastGain = 0.02;

    /// <inheritdoc/>
    public override string Id => "accuracy-no-better-than-commonest";

    /// <inheritdoc/>
    public override string LooksAt => "a run's accuracy against that of always answering the commonest class";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Run is not null;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var m = patient.Run!.Metrics;

        // Where the commonest class alone leaves less room than that, the gain is measured against the room.
        var least = Math.Min(LeastGain, (1 - m.MajorityAccuracy) / 2);
        if (m.Classes.Count(c => c.Support > 0) > 1 && m.Accuracy - m.MajorityAccuracy < least)
        {
            yield return Problem(
                "The accuracy is no better than always answering the commonest class",
                $"The accuracy is {Figures.Percent(m.Accuracy)}; always answering the commonest class gives {Figures.Percent(m.MajorityAccuracy)}. "
                    + "The network has learned next to nothing.",
                $"Look at the training data first: `segment doctor --chips {patient.Commands.ChipsFolder}`; then train longer: "
                    + patient.Commands.Train("--max-epochs 60")
            ) with
            {
                Numbers = Figures.Named(("accuracy", m.Accuracy), ("majorityAccuracy", m.MajorityAccuracy)),
            };
        }
    }
}
