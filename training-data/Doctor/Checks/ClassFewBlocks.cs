namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A class that lies in one place only is not split in space, however many polygons it has there.</summary>
internal sealed class ClassFewBlocks : Check
{
    // One block each for training and validation; see Roberts et al. 2017, https://doi.org/10.1111/ecog.02881.
    private const int Few = 2;

    // Where no class has as many, the chips are large for the scene, which another check tells.
    private const int Usual = 3;

    /// <inheritdoc/>
    public override string Id => "class-few-blocks";

    /// <inheritdoc/>
    public override string LooksAt => "the places of each class: blocks of the scene two chips wide that hold it";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Classes.Any(c => c.Blocks >= Usual);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        // A class with too few polygons is told of as such.
        var few = patient
            .Classes.Where(c => c.Blocks is > 0 and < Few && c.Polygons is not < ClassFewPolygons.Few)
            .OrderBy(c => c.Blocks)
            .ToList();
        if (few.Count > 0)
        {
            yield return Doubt(
                few.Count == 1 ? "A class lies in one place only" : $"{few.Count} classes lie in one place only",
                $"All pixels of {Figures.List([.. few.Select(c => c.Name)])} lie in one block of two chips: there is no other place to "
                    + "validate or test the class in. Neighbours look alike, so its scores come out too high, or not at all.",
                $"Draw polygons of {Figures.List([.. few.Select(c => c.Name)])} in other parts of the scene; then {patient.Commands.Chips()}"
            ) with
            {
                Numbers = Figures.Named(("leastBlocks", Few), ("classes", few.Count)),
                Items = [.. few.Select(c => new FindingItem(c.Name, Figures.Named(("blocks", c.Blocks!.Value))))],
            };
        }
    }
}
