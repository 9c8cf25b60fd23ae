namespace Segment.TrainingData.Doctor.Checks;

/// <summary>At a coarse cell size, a chip that is usual in photographs spans a province.</summary>
internal sealed class ChipSpansKilometres : Check
{
    // Land cover is patchy over tens to hundreds of metres; 256 px of 30 m (7.7 km) is still common practice, 128 km (256 px of
    // 500 m) is the mistake of the talk. Between the two, the mean of them in logarithms, rounded down.
    private const double MostMetres = 30_000;

    /// <inheritdoc/>
    public override string Id => "chip-spans-kilometres";

    /// <inheritdoc/>
    public override string LooksAt => "the side of a chip on the ground";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Tiling?.MetresPerPixel is not null;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var (tile, metres) = (patient.Tiling!.TileSize, patient.Tiling.MetresPerPixel!.Value);
        if (tile * metres <= MostMetres)
        {
            yield break;
        }

        var better = TileAdvice.For(MostMetres / metres / 8);
        yield return Doubt(
            "A chip spans a whole region",
            $"A chip of {tile} px at {Figures.Length(metres)} a pixel spans {Figures.Length(tile * metres)}; land cover changes over far "
                + "shorter distances, so such chips are few and each holds everything at once.",
            (
                better < tile
                    ? $"Cut smaller chips: {patient.Commands.Chips(better)}"
                    : "Take a scene with smaller pixels"
            ) + "; or use a scene at its original cell size instead of a resampled one."
        ) with
        {
            Numbers = Figures.Named(
                ("tilePixels", tile),
                ("metresPerPixel", metres),
                ("chipMetres", tile * metres),
                ("mostMetres", MostMetres)
            ),
        };
    }
}
