namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Bands of several number types were as a rule never meant to be one scene.</summary>
internal sealed class MixedTypes : Check
{
    /// <inheritdoc/>
    public override string Id => "mixed-types";

    /// <inheritdoc/>
    public override string LooksAt => "number types and band counts of all bands and scenes";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Scenes.Count > 0;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var counts = patient.Scenes.Select(s => s.Bands.Count).Distinct().ToList();
        if (counts.Count > 1)
        {
            yield return Problem(
                "The scenes have different numbers of bands",
                $"{Figures.List([.. patient.Scenes.Select(s => $"{s.Path}: {s.Bands.Count}")])} bands. Chips of one training have the same bands.",
                "Give scenes with the same bands in the same order; take bands out with `gdal_translate -b 1 -b 2 IN.tif OUT.tif`"
            ) with
            {
                Numbers = Figures.Named(
                    ("scenes", patient.Scenes.Count),
                    ("leastBands", counts.Min()),
                    ("mostBands", counts.Max())
                ),
            };
        }

        var types = patient
            .Scenes.SelectMany(s => s.Bands)
            .GroupBy(b => b.Type)
            .OrderByDescending(g => g.Count())
            .ToList();
        if (types.Count > 1)
        {
            var rare = types[^1].First();
            yield return Doubt(
                "The bands have several number types",
                $"{string.Join(", ", types.Select(g => $"{Figures.Count(g.Count(), "band")} of {Segment.PackageFormat.PixelTypes.Name(g.Key)}"))}, "
                    + $"such as {rare.Name}. Chips are written in the type that holds all; values of different kinds are often scaled differently.",
                "Nothing, if the stack was meant so (bands are normalised one by one); else convert: "
                    + $"`gdal_translate -ot Float32 {patient.Commands.Scene} scene_float.tif`"
            ) with
            {
                Numbers = Figures.Named(("types", types.Count)),
                Items =
                [
                    .. types.Select(g => new FindingItem(
                        Segment.PackageFormat.PixelTypes.Name(g.Key),
                        Figures.Named(("bands", g.Count()))
                    )),
                ],
            };
        }
    }
}
