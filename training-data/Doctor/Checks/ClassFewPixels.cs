namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A class that is told by a few pixels is learned by heart, or not at all.</summary>
internal sealed class ClassFewPixels : Check
{
    // Ten to thirty pixels for each of three to ten bands: Van Niel, McVicar and Datt 2005,
    // https://doi.org/10.1016/j.rse.2005.08.011. One number for all, since a network also sees the surroundings.
    private const long Few = 100;

    /// <inheritdoc/>
    public override string Id => "class-few-pixels";

    /// <inheritdoc/>
    public override string LooksAt => "the labelled pixels of each class";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Classes.Count > 0;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var few = patient.Classes.Where(c => c.Pixels < Few).OrderBy(c => c.Pixels).ToList();
        if (few.Count == 0)
        {
            yield break;
        }

        var none = few.Count(c => c.Pixels == 0);
        yield return Doubt(
            few.Count == 1 ? "A class has too few pixels" : $"{few.Count} classes have too few pixels",
            $"{Figures.List([.. few.Select(c => $"{c.Name}: {c.Pixels:#,0}")])} labelled pixels; {Few} or more are wanted."
                + (
                    none > 0
                        ? $" {Figures.Count(none, "class", "classes")} without any pixel cannot be learned."
                        : string.Empty
                ),
            "Draw more and larger polygons of "
                + $"{Figures.List([.. few.Select(c => c.Name)])}, or join the class with one that looks like it; then "
                + patient.Commands.Chips()
        ) with
        {
            Numbers = Figures.Named(("leastPixels", Few), ("classes", few.Count), ("classesWithoutPixel", none)),
            Items = [.. few.Select(c => new FindingItem(c.Name, Figures.Named(("pixels", c.Pixels))))],
        };
    }
}
