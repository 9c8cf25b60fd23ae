namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A class that was drawn once or twice cannot be in training, in validation and in a test.</summary>
internal sealed class ClassFewPolygons : Check
{
    // One polygon each for training, validation and test.
    internal const int Few = 3;

    /// <inheritdoc/>
    public override string Id => "class-few-polygons";

    /// <inheritdoc/>
    public override string LooksAt => "the polygons of each class";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Classes.Any(c => c.Polygons is not null);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        // A class without any pixel is told of as such.
        var few = patient.Classes.Where(c => c.Polygons < Few && c.Pixels > 0).OrderBy(c => c.Polygons).ToList();
        if (few.Count > 0)
        {
            yield return Doubt(
                few.Count == 1 ? "A class has too few polygons" : $"{few.Count} classes have too few polygons",
                $"{Figures.List([.. few.Select(c => $"{c.Name}: {c.Polygons}")])} polygons; at least {Few} are needed, so that training, "
                    + "validation and a test can each have one of their own. With fewer, the class's scores mean little.",
                $"Draw more polygons of {Figures.List([.. few.Select(c => c.Name)])} in other places; then {patient.Commands.Chips()}"
            ) with
            {
                Numbers = Figures.Named(("leastPolygons", Few), ("classes", few.Count)),
                Items = [.. few.Select(c => new FindingItem(c.Name, Figures.Named(("polygons", c.Polygons!.Value))))],
            };
        }
    }
}
