using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A network only knows the values that it has seen.</summary>
internal sealed class SceneValueRange : Check
{
    // One standard deviation: the middle of the scene lies where only a sixth of the training samples lay.
    private const double Doubtful = 1;

    // Three: hardly any sample of the scene lies where the training samples lay.
    private const double Hopeless = 3;

    // Or this share of the samples below the least or above the greatest training sample.
    private const double OutsideShare = 0.1;

    /// <inheritdoc/>
    public override string Id => "scene-value-range";

    /// <inheritdoc/>
    public override string LooksAt =>
        "the scene's values against the package's: the distance of each band's distribution";

    /// <inheritdoc/>
    public override bool MattersForMaps => true;

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => PackageFit.HasValues(patient);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        foreach (var fit in PackageFit.Of(patient))
        {
            if (DistributionShift.Scale(fit.Shifts) is null && Far(fit) is { Count: > 0 } far)
            {
                yield return Describe(fit, far);
            }
        }
    }

    private static List<(int Channel, DistributionShift Shift)> Far(PackageFit fit) =>
        [
            .. fit
                .Shifts.Index()
                .Where(s => s.Item is { } shift && (shift.Deviations > Doubtful || shift.OutsideShare > OutsideShare))
                .Select(s => (s.Index, s.Item!))
                .OrderByDescending(s => s.Item2.Deviations),
        ];

    private Finding Describe(PackageFit fit, List<(int Channel, DistributionShift Shift)> far)
    {
        var names = far.Select(f =>
            $"{fit.Band(f.Channel)}: {Math.Min(f.Shift.Deviations, 999):0.0} standard deviations, {Figures.Percent(f.Shift.OutsideShare)} outside"
        );
        var text =
            $"In {Figures.Count(far.Count, "band")} of {fit.Positions.Count} the values of {fit.Scene.Path} lie far from those that the package "
            + $"{fit.Package.Name} was trained on ({Figures.List([.. names])}).";
        var remedy =
            "Give a scene of the same sensor, processing level and season, or train on polygons of this scene too: "
            + $"`segment chips --scene {RemedyCommands.Quote(fit.Scene.Path)} --labels LABELS.gpkg --out chips`";
        var hopeless = far.Count(f => f.Shift.Deviations > Hopeless);
        var finding =
            hopeless * 2 > fit.Positions.Count
                ? Problem("The scene holds values that the network has never seen", text, remedy)
                : Doubt("The scene's values differ from those of the training", text, remedy);
        return finding with
        {
            Numbers = Figures.Named(
                ("bands", fit.Positions.Count),
                ("farBands", far.Count),
                ("hopelessBands", hopeless)
            ),
            Items =
            [
                .. far.Select(f => new FindingItem(
                    fit.Band(f.Channel),
                    Figures.Named(("deviations", f.Shift.Deviations), ("outsideShare", f.Shift.OutsideShare))
                )),
            ],
        };
    }
}
