using Segment.PackageFormat;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>How a scene lies to a package: which band is which, and how far the values lie from those of the training.</summary>
/// <param name="Package">The package's definition.</param>
/// <param name="Scene">The scene.</param>
/// <param name="Positions">The scene's band for each channel, from 0.</param>
/// <param name="Match">How the bands were found.</param>
/// <param name="Shifts">How far each band's values lie from those of the training; empty where the package does not say.</param>
internal sealed record PackageFit(
    ModelDefinition Package,
    SceneFacts Scene,
    IReadOnlyList<int> Positions,
    BandMatch Match,
    IReadOnlyList<DistributionShift?> Shifts
)
{
    /// <summary>Gets the scenes that have as many bands as the package wants, each with its fit.</summary>
    /// <param name="patient">The facts.</param>
    /// <returns>The fits.</returns>
    public static IEnumerable<PackageFit> Of(Patient patient)
    {
        if (patient.Package is not { } package)
        {
            yield break;
        }

        foreach (var scene in patient.Scenes.Where(s => s.Bands.Count == package.SourceBandCount))
        {
            var (positions, match) = BandOrder.Find(package.Bands, [.. scene.Bands.Select(b => b.Name)]);
            yield return new PackageFit(
                package,
                scene,
                positions,
                match,
                DistributionShift.Of(package.Distributions, [.. positions.Select(p => scene.Bands[p].Samples)])
            );
        }
    }

    /// <summary>Tells whether there is a scene to compare.</summary>
    /// <param name="patient">The facts.</param>
    /// <returns>Whether package and scene are there.</returns>
    public static bool IsPossible(Patient patient) => patient.Package is not null && patient.Scenes.Count > 0;

    /// <summary>Tells whether values can be compared.</summary>
    /// <param name="patient">The facts.</param>
    /// <returns>Whether the package says how the training samples were distributed, and a scene has as many bands.</returns>
    public static bool HasValues(Patient patient) =>
        patient.Package is { Distributions.Count: > 0 } && Of(patient).Any();

    /// <summary>Names a channel's band.</summary>
    /// <param name="channel">The channel, from 0.</param>
    /// <returns>Such as <c>band 4 (NIR)</c>.</returns>
    public string Band(int channel) => $"band {Positions[channel] + 1} ({Scene.Bands[Positions[channel]].Name})";

    /// <summary>Writes the command that brings the scene to the number type and the scale of the training scene.</summary>
    /// <returns>The command, in backticks.</returns>
    public string Convert()
    {
        var type = Package.Bands[0].SourceType;
        var scale = DistributionShift.Scale(Shifts) is { } factor
            ? $" -scale 0 1 0 {DistributionShift.RoundFactor(1 / factor):0.######}"
            : string.Empty;
        return $"`gdal_translate -ot {(type == PixelType.UInt8 ? "Byte" : type.ToString())}{scale} {RemedyCommands.Quote(Scene.Path)} "
            + $"{RemedyCommands.Beside(Scene.Path, "_converted", ".tif")}`";
    }
}
