using Segment.PackageFormat;
using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Bands in another order give a map that looks like one and is wrong throughout.</summary>
/// <remarks>Each channel is compared with every band of the scene, by <see cref="DistributionShift"/>.</remarks>
internal sealed class SceneBandOrder : Check
{
    // The values of the bands that seem to be moved must lie this far from what the channel knows, in standard deviations …
    private const double LeastDeviations = 0.5;

    // … and in the other order lie at most this part of that away.
    private const double MostLeft = 0.5;

    /// <inheritdoc/>
    public override string Id => "scene-band-order";

    /// <inheritdoc/>
    public override string LooksAt =>
        "the scene's bands against the package's: whether the values fit better in another order";

    /// <inheritdoc/>
    public override bool MattersForMaps => true;

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => PackageFit.HasValues(patient);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        foreach (var fit in PackageFit.Of(patient).Where(f => f.Match is BandMatch.ByPosition or BandMatch.OtherNames))
        {
            var best = Enumerable.Range(0, fit.Positions.Count).Select(channel => Best(fit, channel)).ToList();
            var moved = Enumerable.Range(0, best.Count).Where(c => best[c] != c).ToList();
            if (moved.Count == 0 || best.Distinct().Count() < best.Count)
            {
                continue;
            }

            var (now, then) = (
                moved.Average(c => Deviations(fit, c, c)),
                moved.Average(c => Deviations(fit, c, best[c]))
            );
            if (now < LeastDeviations || then > now * MostLeft)
            {
                continue;
            }

            var order = best.Select(c => fit.Positions[c]).ToList();
            yield return Problem(
                "The scene's bands seem to come in another order",
                $"The values of {Figures.Count(moved.Count, "band")} lie {now:0.0} standard deviations from those the package "
                    + $"{fit.Package.Name} was trained on, and {then:0.0} if {fit.Band(best[moved[0]])} stood where {fit.Band(moved[0])} stands.",
                "Put the bands in the training scene's order: "
                    + $"`gdal_translate{string.Concat(order.Select(b => $" -b {b + 1}"))} {RemedyCommands.Quote(fit.Scene.Path)} {RemedyCommands.Beside(fit.Scene.Path, "_ordered", ".tif")}`"
            ) with
            {
                Numbers = Figures.Named(
                    ("movedBands", moved.Count),
                    ("deviations", now),
                    ("deviationsInOtherOrder", then)
                ),
            };
        }
    }

    private static int Best(PackageFit fit, int channel) =>
        Enumerable.Range(0, fit.Positions.Count).MinBy(other => Deviations(fit, channel, other));

    private static double Deviations(PackageFit fit, int channel, int other) =>
        fit.Scene.Bands[fit.Positions[other]].Samples is { } samples
            ? DistributionShift.Of(fit.Package.Distributions[channel], samples).Deviations
            : double.MaxValue;
}
