namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Where polygons of two classes claim a pixel, one of them is wrong.</summary>
internal sealed class OverlappingClasses : Check
{
    /// <inheritdoc/>
    public override string Id => "overlapping-classes";

    /// <inheritdoc/>
    public override string LooksAt => "pixels that features of different classes claim";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Labels is { AreDrawn: true };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var (contested, all) = (patient.Labels!.ContestedPixels, patient.Classes.Sum(c => c.Pixels));
        if (contested > 0)
        {
            var share = all == 0 ? 1 : contested / (double)all;
            yield return Doubt(
                "Polygons of different classes overlap",
                $"Features of two or more classes claim {patient.Labels.Contested}, {Figures.Percent(share)} of the labelled pixels. "
                    + "There the feature that comes later in the layer wins.",
                "Redraw the borders in your GIS (QGIS: Vector > Topology Checker, rule 'must not overlap'), or put the feature that is "
                    + "right last in the layer"
            ) with
            {
                Numbers = Figures.Named(("contestedPixels", contested), ("labelledPixels", all), ("share", share)),
            };
        }
    }
}
