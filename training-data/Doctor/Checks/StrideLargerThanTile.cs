namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A step that is longer than the chip leaves stripes of the scene in no chip at all.</summary>
internal sealed class StrideLargerThanTile : Check
{
    /// <inheritdoc/>
    public override string Id => "stride-larger-than-tile";

    /// <inheritdoc/>
    public override string LooksAt => "the step from chip to chip against the side of a chip";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Tiling?.Stride is not null;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var (tile, stride) = (patient.Tiling!.TileSize, patient.Tiling.Stride!.Value);
        if (stride > tile)
        {
            var lost = 1 - ((double)tile * tile / ((double)stride * stride));
            yield return Problem(
                "The stride is larger than the chips",
                $"A stride of {stride} px leaves gaps of {stride - tile} px between chips of {tile} px: {Figures.Percent(lost)} of the scene, "
                    + "and the labels there, lie in no chip.",
                $"Let the chips overlap by half: {patient.Commands.Chips(tile)}"
            ) with
            {
                Numbers = Figures.Named(("tilePixels", tile), ("stridePixels", stride), ("lostShare", lost)),
            };
        }
    }
}
