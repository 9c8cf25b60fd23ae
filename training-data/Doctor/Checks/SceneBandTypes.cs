using Segment.PackageFormat;
using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Values of another number type are as a rule scaled differently.</summary>
internal sealed class SceneBandTypes : Check
{
    /// <inheritdoc/>
    public override string Id => "scene-band-types";

    /// <inheritdoc/>
    public override string LooksAt => "the scene's bands against the package's: their number types";

    /// <inheritdoc/>
    public override bool MattersForMaps => true;

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => PackageFit.Of(patient).Any();

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        foreach (var fit in PackageFit.Of(patient))
        {
            var bad = fit
                .Package.Bands.Index()
                .Where(b => !b.Item.SourceType.IsHeldBy(fit.Scene.Bands[fit.Positions[b.Index]].Type))
                .ToList();
            if (bad.Count == 0)
            {
                continue;
            }

            var trained = bad[0].Item.SourceType.Name();
            var path = fit.Scene.Path;
            yield return Problem(
                "The scene's numbers are of another type",
                $"{Figures.Count(bad.Count, "band")} of {path} hold {fit.Scene.Bands[fit.Positions[bad[0].Index]].Type.Name()} numbers, such as "
                    + $"{fit.Band(bad[0].Index)}; the package {fit.Package.Name} was trained on {trained}. The scale is probably another one too.",
                "Give the scene in the training scene's type and scale"
                    + (
                        fit.Shifts.Count > 0
                            ? $": {fit.Convert()}"
                            : $". Where only the type differs, and no value has a fraction: {fit.Convert()}"
                    )
            ) with
            {
                Numbers = Figures.Named(("bands", fit.Positions.Count), ("otherType", bad.Count)),
            };
        }
    }
}
