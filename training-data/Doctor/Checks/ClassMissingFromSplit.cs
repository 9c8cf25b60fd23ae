namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A class in training only is never checked; one in validation only is never learned.</summary>
internal sealed class ClassMissingFromSplit : Check
{
    /// <inheritdoc/>
    public override string Id => "class-missing-from-split";

    /// <inheritdoc/>
    public override string LooksAt => "which classes the training and the validation chips hold";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Split is not null && patient.Classes.Count > 0;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var (trained, held) = (patient.Split!.TrainingPixels, patient.Split.ValidationPixels);
        var missing = patient
            .Classes.Index()
            .Where(c => trained[c.Index] == 0 || held[c.Index] == 0)
            .OrderBy(c => trained[c.Index])
            .ToList();
        if (missing.Count > 0)
        {
            yield return Doubt(
                missing.Count == 1
                    ? "A class is on one side of the split only"
                    : $"{missing.Count} classes are on one side of the split only",
                $"{Figures.List([.. missing.Select(c => $"{c.Item.Name}: {trained[c.Index]:#,0} training and {held[c.Index]:#,0} validation pixels")])}. "
                    + "Without validation pixels a class's scores are not known; without training pixels it cannot be learned.",
                $"Draw more polygons of {Figures.List([.. missing.Select(c => c.Item.Name)])} in other places of the scene; then "
                    + patient.Commands.Chips()
            ) with
            {
                Numbers = Figures.Named(("classes", missing.Count)),
                Items =
                [
                    .. missing.Select(c => new FindingItem(
                        c.Item.Name,
                        Figures.Named(("trainingPixels", trained[c.Index]), ("validationPixels", held[c.Index]))
                    )),
                ],
            };
        }
    }
}
