namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Polygons outside the scene are left out: often the wrong scene, or the wrong reference system.</summary>
internal sealed class PolygonsOutsideScene : Check
{
    /// <inheritdoc/>
    public override string Id => "polygons-outside-scene";

    /// <inheritdoc/>
    public override string LooksAt => "features that do not meet the scene";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Labels is { AreDrawn: true } && patient.Scenes.Count > 0;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var drawn = patient.Labels!.Drawn;
        var outside = drawn.Where(f => f.Bounds.Intersect(patient.Labels.Grid.Extent).Area == 0).ToList();
        if (outside.Count > 0)
        {
            var classes = outside.GroupBy(f => f.ClassIndex).Count();
            yield return Doubt(
                "Some features lie outside the scene",
                $"{outside.Count:#,0} of {Figures.Count(drawn.Count, "feature")}, of {Figures.Count(classes, "class", "classes")}, do not meet "
                    + "the scene and are left out.",
                $"Right where the scene is a part of what was drawn; else compare where both lie: `gdalinfo {patient.Commands.Scene}` and "
                    + $"`ogrinfo -so -al {patient.Commands.Labels}`"
            ) with
            {
                Numbers = Figures.Named(("features", drawn.Count), ("outside", outside.Count), ("classes", classes)),
            };
        }
    }
}
