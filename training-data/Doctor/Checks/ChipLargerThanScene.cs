namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Chips that take much of the scene are few, and nearly the same one.</summary>
internal sealed class ChipLargerThanScene : Check
{
    // Below 3 × 3 chips side by side, training, gap and validation cannot each have a row of their own.
    private const int LeastChipsAcross = 3;

    /// <inheritdoc/>
    public override string Id => "chip-larger-than-scene-share";

    /// <inheritdoc/>
    public override string LooksAt => "the side of a chip against the sides of the scene";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Tiling is not null && patient.Scenes.Count > 0;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var (tile, grid) = (patient.Tiling!.TileSize, patient.Scenes[0].Grid);
        var side = Math.Min(grid.Height, grid.Width);
        if (tile * LeastChipsAcross <= side)
        {
            yield break;
        }

        var better = Math.Min(TileAdvice.Smaller(patient), TileAdvice.For(side / 16.0));
        var text =
            $"A chip of {tile} px stands against a scene of {grid.Width} × {grid.Height} px"
            + (
                tile > side
                    ? ": not one fits."
                    : $": fewer than {LeastChipsAcross} fit side by side, so the chips share most of their pixels."
            );
        var remedy = $"Cut smaller chips: {patient.Commands.Chips(better)}";
        var finding =
            tile > side
                ? Problem("The chips are larger than the scene", text, remedy)
                : Doubt("The chips take a large part of the scene", text, remedy);
        yield return finding with
        {
            Numbers = Figures.Named(
                ("tilePixels", tile),
                ("sceneWidthPixels", grid.Width),
                ("sceneHeightPixels", grid.Height),
                ("suggestedTilePixels", better)
            ),
        };
    }
}
