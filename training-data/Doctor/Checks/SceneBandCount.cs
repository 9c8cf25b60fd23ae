using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A network reads the bands it was trained on, no more and no fewer.</summary>
internal sealed class SceneBandCount : Check
{
    /// <inheritdoc/>
    public override string Id => "scene-band-count";

    /// <inheritdoc/>
    public override string LooksAt => "the scene's bands against those of the package's training scene: their number";

    /// <inheritdoc/>
    public override bool MattersForMaps => true;

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => PackageFit.IsPossible(patient);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var package = patient.Package!;
        foreach (var scene in patient.Scenes.Where(s => s.Bands.Count != package.SourceBandCount))
        {
            var count = scene.Bands.Count;
            var first = string.Concat(Enumerable.Range(1, package.SourceBandCount).Select(b => $" -b {b}"));
            yield return Problem(
                "The scene has another number of bands",
                $"{scene.Path} has {Figures.Count(count, "band")}; the package {package.Name} was trained on a scene of "
                    + $"{package.SourceBandCount} ({string.Join(", ", package.Bands.Select(b => b.Name))}).",
                count > package.SourceBandCount
                    ? "Take the right bands out, in the order of the training scene, for example: "
                        + $"`gdal_translate{first} {RemedyCommands.Quote(scene.Path)} {RemedyCommands.Beside(scene.Path, "_bands", ".tif")}`"
                    : $"Give a scene with all bands, or train a package for this one: {patient.Commands.Chips()}"
            ) with
            {
                Numbers = Figures.Named(("bands", count), ("packageBands", package.SourceBandCount)),
            };
        }
    }
}
