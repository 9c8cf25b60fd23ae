namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Without a reference system nobody knows where the map lies.</summary>
internal sealed class NoCrs : Check
{
    /// <inheritdoc/>
    public override string Id => "no-crs";

    /// <inheritdoc/>
    public override string LooksAt => "the scene's coordinate reference system";

    /// <inheritdoc/>
    public override bool MattersForMaps => true;

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Scenes.Count > 0;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        foreach (var scene in patient.Scenes.Where(s => s.Grid.CrsWkt.Length == 0))
        {
            yield return Doubt(
                "The scene has no coordinate reference system",
                $"{scene.Path} does not say where it lies ({(scene.Grid.Transform is null ? "no georeference at all" : "coordinates without a system")}): "
                    + "labels are taken by rows and columns or bare coordinates, and the map will have no place either.",
                $"Assign the right one, for example UTM zone 15 north: `gdal_edit.py -a_srs EPSG:32615 {RemedyCommands.Quote(scene.Path)}`"
            ) with
            {
                Numbers = Figures.Named(("hasTransform", scene.Grid.Transform is null ? 0 : 1)),
            };
        }
    }
}
