using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor.Checks;

/// <summary>The same band in two scenes must mean the same.</summary>
internal sealed class MixedScales : Check
{
    /// <inheritdoc/>
    public override string Id => "mixed-scales";

    /// <inheritdoc/>
    public override string LooksAt => "the scale of each band in each of several scenes";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) =>
        patient.Scenes.Count > 1 && patient.Scenes.All(s => s.Bands.Count == patient.Scenes[0].Bands.Count);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var first = patient.Scenes[0];
        foreach (var scene in patient.Scenes.Skip(1))
        {
            var shifts = DistributionShift.Of(
                [.. first.Bands.Select(b => b.Samples)],
                [.. scene.Bands.Select(b => b.Samples)]
            );
            if (DistributionShift.Scale(shifts) is { } factor)
            {
                yield return Problem(
                    "Two scenes have different scales",
                    $"The values of {scene.Path} are about {DistributionShift.Times(factor)} those of {first.Path}, band by band: "
                        + "one of them is perhaps reflectance 0–1 and the other digital numbers.",
                    $"Bring it to the scale of the first: `gdal_translate -ot Float32 -scale 0 1 0 {DistributionShift.RoundFactor(1 / factor):0.######} "
                        + $"{RemedyCommands.Quote(scene.Path)} {RemedyCommands.Beside(scene.Path, "_scaled", ".tif")}`"
                ) with
                {
                    Numbers = Figures.Named(("factor", factor)),
                };
            }
        }
    }
}
