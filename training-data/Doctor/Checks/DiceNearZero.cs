namespace Segment.TrainingData.Doctor.Checks;

/// <summary>High accuracy beside a Dice near zero: one class was learned and no other. The talk's run: 99.96 % and 0.</summary>
internal sealed class DiceNearZero : Check
{
    private const double HighAccuracy = 0.8;

    // Half of the least that a useful class reaches; a network that answers one of two classes only has at most 0.5 on average.
    private const double LowDice = 0.35;

    /// <inheritdoc/>
    public override string Id => "dice-near-zero";

    /// <inheritdoc/>
    public override string LooksAt => "a run's accuracy beside its mean Dice";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Run is not null;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var m = patient.Run!.Metrics;

        // Classes but the commonest: it alone would lift the mean.
        var commonest = m.Classes.MaxBy(c => c.Support)!.Value;
        var others = m.Classes.Where(c => c.Support > 0 && c.Value != commonest).Select(c => c.Dice ?? 0).ToList();
        if (m.Accuracy >= HighAccuracy && others.Count > 0 && others.Average() < LowDice)
        {
            yield return Problem(
                "High accuracy beside a Dice near zero",
                $"The accuracy is {Figures.Percent(m.Accuracy)}, but the classes other than the commonest reach a mean Dice of "
                    + $"{Figures.Percent(others.Average())} only: the network answers one class nearly everywhere.",
                "Balance the polygons and cut smaller chips: "
                    + $"`segment doctor --chips {patient.Commands.ChipsFolder}` says what is wrong with them"
            ) with
            {
                Numbers = Figures.Named(
                    ("accuracy", m.Accuracy),
                    ("macroDice", m.MacroDice),
                    ("diceOfOtherClasses", others.Average())
                ),
            };
        }
    }
}
