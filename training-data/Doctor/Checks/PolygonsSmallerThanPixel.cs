namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A polygon smaller than a pixel labels nothing, or a pixel that is mostly something else.</summary>
internal sealed class PolygonsSmallerThanPixel : Check
{
    /// <inheritdoc/>
    public override string Id => "polygons-smaller-than-pixel";

    /// <inheritdoc/>
    public override string LooksAt => "polygons with less area than a pixel, or that cover no pixel's centre";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Labels is { AreDrawn: true };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var areas = patient.Labels!.Features.Where(f => f.Feature.IsArea).ToList();
        var small = areas
            .Where(f => f.Feature.AreaPixels < 1 || f.Pixels == 0)
            .OrderBy(f => f.Feature.AreaPixels)
            .ToList();
        if (small.Count == 0)
        {
            yield break;
        }

        var empty = small.Count(f => f.Pixels == 0);
        var text =
            $"{small.Count:#,0} of {Figures.Count(areas.Count, "polygon")} have less area than a pixel or cover no pixel's centre"
            + (empty > 0 ? $"; {empty:#,0} of them label nothing at all" : string.Empty)
            + $". The smallest: {Figures.List([.. small.Select(f => f.Name)])}.";
        var remedy =
            "Draw larger polygons, take a scene with smaller pixels, or label every pixel that they touch: "
            + $"{patient.Commands.Chips().TrimEnd('`')} --all-touched`";
        var finding =
            empty == areas.Count
                ? Problem("The polygons are too small for the pixels", text, remedy)
                : Doubt("Some polygons are smaller than a pixel", text, remedy);
        yield return finding with
        {
            Numbers = Figures.Named(("polygons", areas.Count), ("smallPolygons", small.Count), ("withoutPixel", empty)),
            Items =
            [
                .. small.Select(f => new FindingItem(
                    f.Name,
                    Figures.Named(("areaPixels", f.Feature.AreaPixels), ("pixels", f.Pixels)),
                    f.Feature.Bounds
                )),
            ],
        };
    }
}
