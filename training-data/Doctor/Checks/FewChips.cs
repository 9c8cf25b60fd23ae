namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A network cannot learn from a handful of chips, nor can a handful be split.</summary>
internal sealed class FewChips : Check
{
    // A tenth of this few is one chip, and an epoch is one step of eight. The talk's mistake gave 11.
    private const int Hopeless = 12;

    // Fifty chips leave about five to validate on, so that one of them moves the figures by up to twenty points.
    private const int Few = 50;

    /// <inheritdoc/>
    public override string Id => "few-chips";

    /// <inheritdoc/>
    public override string LooksAt => "the number of chips with labels";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Tiling is { Chips: > 0 };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var tiling = patient.Tiling!;
        if (tiling.Chips >= Few)
        {
            yield break;
        }

        var better = TileAdvice.Smaller(patient);
        var text =
            $"The labels give {Figures.Count(tiling.Chips, "chip")} of {tiling.TileSize} px, overlapping ones included; "
            + (
                tiling.Chips < Hopeless
                    ? $"below {Hopeless} there is too little to learn from, and to validate on."
                    : $"below {Few} the validation figures hang on a few chips."
            );
        var remedy =
            (better < tiling.TileSize ? "Cut smaller chips, " : "Let the chips overlap more, ")
            + $"or draw more polygons in other places: {patient.Commands.Chips(better, Math.Max(1, better / (better < tiling.TileSize ? 2 : 4)))}";
        var finding =
            tiling.Chips < Hopeless
                ? Problem("There are far too few chips", text, remedy)
                : Doubt("There are few chips", text, remedy);
        yield return finding with
        {
            Numbers = Figures.Named(
                ("chips", tiling.Chips),
                ("tilePixels", tiling.TileSize),
                ("leastChips", Few),
                ("suggestedTilePixels", better)
            ),
        };
    }
}
