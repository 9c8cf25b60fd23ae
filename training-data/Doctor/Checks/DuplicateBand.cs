namespace Segment.TrainingData.Doctor.Checks;

/// <summary>The same band twice adds work and no knowledge; often a stack was put together wrongly.</summary>
internal sealed class DuplicateBand : Check
{
    /// <inheritdoc/>
    public override string Id => "duplicate-band";

    /// <inheritdoc/>
    public override string LooksAt => "bands with equal samples";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Bands.Count > 1;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var twins = patient
            .Bands.Index()
            .Where(b => b.Item.Samples is not null && !b.Item.IsConstant)
            .GroupBy(b => b.Item.Fingerprint)
            .Where(g => g.Count() > 1)
            .Select(g => g.ToList())
            .ToList();
        if (twins.Count == 0)
        {
            yield break;
        }

        var surplus = twins.SelectMany(g => g.Skip(1)).Select(b => b.Index).ToHashSet();
        var kept = Enumerable
            .Range(0, patient.Bands.Count)
            .Where(b => !surplus.Contains(b))
            .Select(b => $" -b {b + 1}");
        string[] names = [.. twins.Select(g => string.Join(" = ", g.Select(b => $"{b.Index + 1} ({b.Item.Name})")))];
        yield return Doubt(
            "Some bands are copies of others",
            $"Bands with equal samples: {Figures.List(names)}. Was one of them meant to be another?",
            $"Put the right band there, or leave the copy out: `gdal_translate{string.Concat(kept)} {patient.Commands.Scene} scene_bands.tif`"
        ) with
        {
            Numbers = Figures.Named(("bands", patient.Bands.Count), ("copies", surplus.Count)),
            Items = [.. names.Select(n => new FindingItem(n, Figures.Named()))],
        };
    }
}
