namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A band without data cannot be learned from.</summary>
internal sealed class EmptyBand : Check
{
    /// <inheritdoc/>
    public override string Id => "empty-band";

    /// <inheritdoc/>
    public override string LooksAt => "bands that hold no data anywhere";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Bands.Count > 0;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var empty = patient.Bands.Index().Where(b => b.Item.Samples is null).ToList();
        if (empty.Count == 0)
        {
            yield break;
        }

        string[] names = [.. empty.Select(b => $"{b.Index + 1} ({b.Item.Name})")];
        var text =
            $"{Figures.Count(empty.Count, "band")} of {patient.Bands.Count} hold no data: {Figures.List(names)}. The network leaves them out.";
        var finding =
            empty.Count == patient.Bands.Count
                ? Problem(
                    "No band holds data",
                    text,
                    $"Check NoData and mask: `gdalinfo -stats {patient.Commands.Scene}`"
                )
                : Doubt(
                    empty.Count == 1 ? "A band holds no data" : "Some bands hold no data",
                    text,
                    "Nothing, if that is as it should be; a scene to classify must have the same bands. Else check NoData and mask: "
                        + $"`gdalinfo -stats {patient.Commands.Scene}`"
                );
        yield return finding with
        {
            Numbers = Figures.Named(("bands", patient.Bands.Count), ("emptyBands", empty.Count)),
            Items = [.. names.Select(n => new FindingItem($"band {n}", Figures.Named()))],
        };
    }
}
