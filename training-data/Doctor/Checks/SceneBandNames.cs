using Segment.PackageFormat;
using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Bands with other names are perhaps other bands.</summary>
internal sealed class SceneBandNames : Check
{
    /// <inheritdoc/>
    public override string Id => "scene-band-names";

    /// <inheritdoc/>
    public override string LooksAt => "the scene's bands against the package's: their names";

    /// <inheritdoc/>
    public override bool MattersForMaps => true;

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => PackageFit.Of(patient).Any();

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        foreach (var fit in PackageFit.Of(patient).Where(f => f.Match == BandMatch.OtherNames))
        {
            yield return Doubt(
                "The scene's bands have other names",
                $"{fit.Scene.Path} has {Figures.List([.. fit.Scene.Bands.Select(b => b.Name)])}; the package {fit.Package.Name} was trained on "
                    + $"{Figures.List([.. fit.Package.Bands.Select(b => b.Name)])}. They are taken by position.",
                "Compare both lists: `segment models show "
                    + $"{fit.Package.Name}` and `gdalinfo {RemedyCommands.Quote(fit.Scene.Path)}`"
            ) with
            {
                Numbers = Figures.Named(("bands", fit.Positions.Count)),
            };
        }
    }
}
