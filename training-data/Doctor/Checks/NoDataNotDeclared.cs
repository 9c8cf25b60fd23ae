namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A border of zeros that is not declared as NoData is mapped as land, and spoils the normalisation.</summary>
internal sealed class NoDataNotDeclared : Check
{
    // Below this, equal values in every band are dark water or shadow.
    private const double LeastShare = 0.01;

    // In fewer bands, one value in all of them happens by chance.
    private const int LeastBands = 2;

    /// <inheritdoc/>
    public override string Id => "nodata-not-declared";

    /// <inheritdoc/>
    public override string LooksAt => "pixels that hold one and the same lowest value in every band";

    /// <inheritdoc/>
    public override bool MattersForMaps => true;

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Scenes.Any(s => s.Bands.Count >= LeastBands);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        foreach (var scene in patient.Scenes.Where(s => s.FillValue is not null && s.FillShare >= LeastShare))
        {
            yield return Doubt(
                "Some pixels look like NoData but are not declared so",
                $"{Figures.Percent(scene.FillShare)} of the pixels of {scene.Path} hold {scene.FillValue:0.####} in all {scene.Bands.Count} bands, "
                    + "the least value of each band. They would be learned and mapped as land.",
                $"If they hold nothing, say so: `gdal_edit.py -a_nodata {scene.FillValue:0.####} {RemedyCommands.Quote(scene.Path)}`"
            ) with
            {
                Numbers = Figures.Named(("value", scene.FillValue!.Value), ("share", scene.FillShare)),
            };
        }
    }
}
