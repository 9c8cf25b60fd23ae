namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Where the scene holds nothing, a polygon labels nothing.</summary>
internal sealed class PolygonsOnNoData : Check
{
    // Less than half of the polygon can be learned from: it lies on the rim of the data, or in a gap.
    private const double MostlyValid = 0.5;

    /// <inheritdoc/>
    public override string Id => "polygons-on-nodata";

    /// <inheritdoc/>
    public override string LooksAt => "polygons where the scene holds no data";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Labels is { Features.Count: > 0 };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var features = patient.Labels!.Features;
        var bad = features.Where(f => f.Pixels > 0 && f.ValidShare < MostlyValid).OrderBy(f => f.ValidShare).ToList();
        if (bad.Count == 0)
        {
            yield break;
        }

        var empty = bad.Count(f => f.ValidShare <= 0);
        var text =
            $"{bad.Count:#,0} of {Figures.Count(features.Count, "feature")} lie mostly where at least one band holds no data; {empty:#,0} of them "
            + $"wholly: {Figures.List([.. bad.Select(f => f.Name)])}. Such pixels are ignored.";
        var remedy =
            $"Look at NoData and mask of each band, `gdalinfo -stats {patient.Commands.Scene}`; move or delete the polygons if they are right";
        var finding =
            bad.Count == features.Count
                ? Problem("The polygons lie where the scene holds no data", text, remedy)
                : Doubt("Some polygons lie where the scene holds no data", text, remedy);
        yield return finding with
        {
            Numbers = Figures.Named(("features", features.Count), ("onNoData", bad.Count), ("wholly", empty)),
            Items =
            [
                .. bad.Select(f => new FindingItem(
                    f.Name,
                    Figures.Named(("validShare", f.ValidShare)),
                    f.Feature.Bounds
                )),
            ],
        };
    }
}
