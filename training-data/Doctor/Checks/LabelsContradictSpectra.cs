using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A polygon that looks unlike its class and like another was perhaps given the wrong class.</summary>
/// <remarks>
/// Each polygon's mean is compared with the class means without it (leave-one-out, Lachenbruch and Mickey 1968,
/// <see href="https://doi.org/10.1080/00401706.1968.10490530"/>), by the distance of <see cref="SpectralDistance"/>.
/// </remarks>
internal sealed class LabelsContradictSpectra : Check
{
    // Three standard deviations of the spread within classes: about 3 in 1000 of normally distributed polygons lie farther.
    private const double Far = 3;

    // Another class is "close" when it is less than half as far away as the polygon's own.
    private const double MuchCloser = 0.5;

    /// <inheritdoc/>
    public override string Id => "labels-contradict-spectra";

    /// <inheritdoc/>
    public override string LooksAt => "polygons whose samples are far from their class and close to another";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) =>
        patient.Labels is { } labels && patient.Classes.Count > 1 && SpectralDistance.IsPossible(labels.Features);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var suspects = SpectralDistance
            .Of(patient.Labels!.Features, patient.Classes.Count)
            .Where(d => d.Own > Far && d.Nearest < d.Own * MuchCloser)
            .OrderByDescending(d => d.Own / d.Nearest)
            .ToList();
        if (suspects.Count == 0)
        {
            yield break;
        }

        var told = suspects.Select(s =>
            $"{s.Polygon.Name} is drawn as {patient.Classes[s.Polygon.Feature.ClassIndex].Name} but looks like "
            + $"{patient.Classes[s.NearestClass].Name}: {s.Nearest:0.0} standard deviations away instead of {s.Own:0.0}"
        );
        yield return Doubt(
            suspects.Count == 1
                ? "A polygon looks like another class"
                : $"{suspects.Count} polygons look like another class",
            $"{Figures.List([.. told])}.",
            "Look at the place in your GIS and give the polygon its right class, redraw it, or leave it if it shows a real variety of "
                + $"its class; then {patient.Commands.Chips()}"
        ) with
        {
            Numbers = Figures.Named(("polygons", patient.Labels.Features.Count), ("suspects", suspects.Count)),
            Items =
            [
                .. suspects.Select(s => new FindingItem(
                    s.Polygon.Name,
                    Figures.Named(
                        ("classValue", patient.Classes[s.Polygon.Feature.ClassIndex].Class.Value),
                        ("looksLikeClassValue", patient.Classes[s.NearestClass].Class.Value),
                        ("ownDistance", s.Own),
                        ("otherDistance", s.Nearest)
                    ),
                    s.Polygon.Feature.Bounds
                )),
            ],
        };
    }
}
