using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Reflectance 0–1 in place of 0–10000 makes every pixel look alike to the network.</summary>
internal sealed class SceneSensorScale : Check
{
    /// <inheritdoc/>
    public override string Id => "scene-sensor-scale";

    /// <inheritdoc/>
    public override string LooksAt =>
        "the scene's values against the package's: a common factor, such as 0–1 against 0–10000";

    /// <inheritdoc/>
    public override bool MattersForMaps => true;

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => PackageFit.HasValues(patient);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        foreach (var fit in PackageFit.Of(patient))
        {
            if (DistributionShift.Scale(fit.Shifts) is { } factor)
            {
                var path = fit.Scene.Path;
                yield return Problem(
                    "The scene's values are of another scale",
                    $"The values of {path} are about {DistributionShift.Times(factor)} those that the package {fit.Package.Name} was trained on "
                        + "(the 95th percentiles of the bands compared).",
                    $"Bring them to the scale of the training scene: {fit.Convert()}"
                ) with
                {
                    Numbers = Figures.Named(("factor", factor)),
                };
            }
        }
    }
}
