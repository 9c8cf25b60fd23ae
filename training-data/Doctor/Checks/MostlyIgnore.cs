using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Chips in which almost no pixel has a label cost time and teach nothing.</summary>
internal sealed class MostlyIgnore : Check
{
    // Where more than half of the chips are almost empty, most of each epoch is spent on pixels that do not count.
    private const double MostAlmostEmpty = 0.5;

    /// <inheritdoc/>
    public override string Id => "chips-mostly-ignore";

    /// <inheritdoc/>
    public override string LooksAt => "the share of labelled pixels in each chip";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Tiling is { Chips: > 0 };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var t = patient.Tiling!;
        if (t.AlmostEmpty <= t.Chips * MostAlmostEmpty)
        {
            yield break;
        }

        var better = TileAdvice.Smaller(patient);
        yield return Doubt(
            "Most chips have hardly a labelled pixel",
            $"{t.AlmostEmpty:#,0} of {t.Chips:#,0} chips have a label on less than {Figures.Percent(TilingFacts.AlmostEmptyShare)} of their "
                + $"pixels; the middle one on {Figures.Percent(t.MedianLabelledShare)}. The rest is ignored in training, yet takes its time.",
            $"Cut smaller chips, or draw larger polygons: {patient.Commands.Chips(better)}"
        ) with
        {
            Numbers = Figures.Named(
                ("chips", t.Chips),
                ("almostEmptyChips", t.AlmostEmpty),
                ("medianLabelledShare", t.MedianLabelledShare),
                ("tilePixels", t.TileSize)
            ),
        };
    }
}
