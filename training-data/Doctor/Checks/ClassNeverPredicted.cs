namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A class that the network never answers will not be in any map.</summary>
internal sealed class ClassNeverPredicted : Check
{
    /// <inheritdoc/>
    public override string Id => "class-never-predicted";

    /// <inheritdoc/>
    public override string LooksAt => "classes of a run that are in the validation pixels and in no answer";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Run is not null;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var m = patient.Run!.Metrics;
        var never = m
            .Classes.Index()
            .Where(c => c.Item.Support > 0 && m.ConfusionMatrix.Sum(row => row[c.Index]) == 0)
            .Select(c => c.Item)
            .OrderByDescending(c => c.Support)
            .ToList();
        if (never.Count > 0)
        {
            yield return Doubt(
                never.Count == 1 ? "A class is never predicted" : $"{never.Count} classes are never predicted",
                $"{Figures.List([.. never.Select(c => $"{c.Name} ({c.Value}): {c.Support:#,0} validation pixels, none answered")])}. No map of this "
                    + "package will show it.",
                $"Draw more polygons of {Figures.List([.. never.Select(c => c.Name)])}, cut the chips again and train: {patient.Commands.Train()}"
            ) with
            {
                Numbers = Figures.Named(("classes", never.Count)),
                Items =
                [
                    .. never.Select(c => new FindingItem(
                        $"{c.Name} ({c.Value})",
                        Figures.Named(("validationPixels", c.Support))
                    )),
                ],
            };
        }
    }
}
