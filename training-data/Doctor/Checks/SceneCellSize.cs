using Segment.PackageFormat;
using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A network knows the land at the cell size of its training only.</summary>
internal sealed class SceneCellSize : Check
{
    // Sensors of one kind differ by less (10 and 20 m, 28.5 and 30 m); beyond it, a field has the texture of a forest.
    private const double Factor = 2;

    /// <inheritdoc/>
    public override string Id => "scene-cell-size";

    /// <inheritdoc/>
    public override string LooksAt => "the scene's cell size against that of the package's training scene";

    /// <inheritdoc/>
    public override bool MattersForMaps => true;

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) =>
        patient.Package is { CrsWkt.Length: > 0 } && patient.Scenes.Any(s => LabelReading.Metres(s.Grid) is not null);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var package = patient.Package!;
        var trained = Math.Sqrt(package.CellSizeX * package.CellSizeY) * MapUnit.Metres(package.CrsWkt);
        foreach (var scene in patient.Scenes)
        {
            if (LabelReading.Metres(scene.Grid) is null)
            {
                continue;
            }

            var unit = MapUnit.Metres(scene.Grid.CrsWkt);
            var own = patient.CellSize is { } wanted ? wanted * unit : LabelReading.Metres(scene.Grid)!.Value;
            if (own <= trained * Factor && own >= trained / Factor)
            {
                continue;
            }

            yield return Doubt(
                "The scene has another cell size",
                $"A pixel of {scene.Path} measures {Figures.Length(own)}, one of the training scene {Figures.Length(trained)}; the network knows "
                    + "the land at that scale only, so expect a poor map.",
                "Let the scene be resampled to that cell size: "
                    + $"`segment classify --model {patient.Commands.Model} --scene {RemedyCommands.Quote(scene.Path)} --cell-size {trained / unit:0.######} --out map.tif`"
            ) with
            {
                Numbers = Figures.Named(("metresPerPixel", own), ("trainingMetresPerPixel", trained)),
            };
        }
    }
}
