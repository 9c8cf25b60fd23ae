namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A chip in which a typical polygon is a speck teaches little and blurs what it borders on.</summary>
internal sealed class ChipLargerThanPolygons : Check
{
    // A polygon that fills less than 1/64 of the chip: a step of eight chips sees less than two chips' worth of labels in 16
    // steps. The talk that made the mistake known had 256 px over polygons of 10 px (a ratio of 26).
    private const double MostSides = 8;

    /// <inheritdoc/>
    public override string Id => "chip-larger-than-polygons";

    /// <inheritdoc/>
    public override string LooksAt => "the side of a chip against the width of the middle polygon";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) =>
        patient.Tiling is not null && TileAdvice.PolygonWidths(patient).Count > 0;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var tile = patient.Tiling!.TileSize;
        var widths = TileAdvice.PolygonWidths(patient);
        var middle = Figures.Median(widths);
        var smaller = widths.Count(w => w * MostSides < tile);
        var better = TileAdvice.Smaller(patient);
        if (smaller * 2 > widths.Count && better < tile)
        {
            yield return Doubt(
                "The chips are much larger than most polygons",
                $"A chip of {tile} px is more than {MostSides:0} times as wide as {Figures.Count(smaller, "polygon")} of {widths.Count}; the "
                    + $"middle polygon is about {middle:0.#} px wide and fills {Figures.Percent(middle * middle / ((double)tile * tile))} of a chip.",
                $"Cut smaller chips: {patient.Commands.Chips(better)}"
            ) with
            {
                Numbers = Figures.Named(
                    ("tilePixels", tile),
                    ("medianPolygonWidthPixels", middle),
                    ("polygons", widths.Count),
                    ("smallerPolygons", smaller),
                    ("suggestedTilePixels", better)
                ),
            };
        }
    }
}
