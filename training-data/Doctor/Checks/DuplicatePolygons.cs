namespace Segment.TrainingData.Doctor.Checks;

/// <summary>The same polygon twice counts once; the same polygon in two classes is a contradiction.</summary>
internal sealed class DuplicatePolygons : Check
{
    /// <inheritdoc/>
    public override string Id => "duplicate-polygons";

    /// <inheritdoc/>
    public override string LooksAt => "features that cover exactly the same pixels";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Labels is { Features.Count: > 1 };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        // Two small polygons may cover one and the same pixel without being one: their areas tell them apart.
        var twins = patient
            .Labels!.Features.Where(f => f.Pixels > 0)
            .GroupBy(f => (f.Fingerprint, f.Feature.Bounds, Math.Round(f.Feature.AreaPixels, 3)))
            .Where(g => g.Count() > 1)
            .Select(g => g.ToList())
            .ToList();
        if (twins.Count == 0)
        {
            yield break;
        }

        var surplus = twins.Sum(g => g.Count - 1);
        var contradicting = twins.Count(g => g.Select(f => f.Feature.ClassIndex).Distinct().Count() > 1);
        yield return Doubt(
            "Some polygons stand there twice",
            $"{Figures.Count(surplus, "feature")} of {patient.Labels.Features.Count:#,0} cover exactly the pixels of another: "
                + $"{Figures.List([.. twins.Select(g => g[1].Name)])}."
                + (
                    contradicting > 0
                        ? $" {Figures.Count(contradicting, "pair")} belong to different classes, and the later one wins."
                        : string.Empty
                ),
            "Delete the copies in your GIS, or with QGIS's tools: "
                + $"`qgis_process run native:deleteduplicategeometries --INPUT={patient.Commands.Labels} --OUTPUT=labels_unique.gpkg`"
        ) with
        {
            Numbers = Figures.Named(
                ("features", patient.Labels.Features.Count),
                ("copies", surplus),
                ("ofDifferentClasses", contradicting)
            ),
            Items =
            [
                .. twins.Select(g => new FindingItem(
                    g[1].Name,
                    Figures.Named(("copies", g.Count)),
                    g[1].Feature.Bounds
                )),
            ],
        };
    }
}
