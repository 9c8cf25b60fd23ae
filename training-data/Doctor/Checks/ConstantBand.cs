namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A band that holds one value tells nothing.</summary>
internal sealed class ConstantBand : Check
{
    /// <inheritdoc/>
    public override string Id => "constant-band";

    /// <inheritdoc/>
    public override string LooksAt => "bands that hold one value only";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Bands.Any(b => b.Samples is not null);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var constant = patient.Bands.Index().Where(b => b.Item.IsConstant).ToList();
        if (constant.Count == 0)
        {
            yield break;
        }

        string[] names = [.. constant.Select(b => $"{b.Index + 1} ({b.Item.Name}): {b.Item.Samples!.Mean:0.####}")];
        var text =
            $"{Figures.Count(constant.Count, "band")} of {patient.Bands.Count} hold the same value everywhere: {Figures.List(names)}.";
        var kept = patient.Bands.Index().Where(b => !b.Item.IsConstant).Select(b => $" -b {b.Index + 1}");
        var finding =
            constant.Count == patient.Bands.Count
                ? Problem(
                    "Every band holds one value only",
                    text,
                    $"Check the scene: `gdalinfo -stats {patient.Commands.Scene}`"
                )
                : Doubt(
                    constant.Count == 1 ? "A band holds one value only" : "Some bands hold one value only",
                    text,
                    "Harmless in training, but a scene in which the band varies may be mapped wrongly; leave the band out: "
                        + $"`gdal_translate{string.Concat(kept)} {patient.Commands.Scene} scene_bands.tif`"
                );
        yield return finding with
        {
            Numbers = Figures.Named(("bands", patient.Bands.Count), ("constantBands", constant.Count)),
            Items =
            [
                .. constant.Select(b => new FindingItem(
                    $"band {b.Index + 1} ({b.Item.Name})",
                    Figures.Named(("value", b.Item.Samples!.Mean))
                )),
            ],
        };
    }
}
