namespace Segment.TrainingData.Doctor.Checks;

/// <summary>A NoData value that real samples can have punches holes into the scene.</summary>
internal sealed class NoDataInsideRange : Check
{
    // Positions of the 1 % and the 99 % quantile in the levels of BandDistribution.
    private const int Low = 1;
    private const int High = 7;

    /// <inheritdoc/>
    public override string Id => "nodata-inside-range";

    /// <inheritdoc/>
    public override string LooksAt => "each band's NoData value against the range of its samples";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) =>
        patient.Bands.Any(b => b.NoData is not null && b.Samples is not null);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var bad = patient
            .Bands.Index()
            .Where(b =>
                b.Item is { NoData: { } noData, Samples: { } s }
                && noData > s.Quantiles[Low]
                && noData < s.Quantiles[High]
            )
            .ToList();
        if (bad.Count > 0)
        {
            string[] names =
            [
                .. bad.Select(b =>
                    $"band {b.Index + 1} ({b.Item.Name}): NoData {b.Item.NoData:0.####} between {b.Item.Samples!.Quantiles[Low]:0.####} and {b.Item.Samples.Quantiles[High]:0.####}"
                ),
            ];
            yield return Doubt(
                "The NoData value lies among the real values",
                $"{Figures.List(names)} (1st to 99th percentile). Real samples of that value are taken for missing.",
                $"If the value is not meant as NoData: `gdal_edit.py -unsetnodata {patient.Commands.Scene}`"
            ) with
            {
                Numbers = Figures.Named(("bands", bad.Count)),
                Items =
                [
                    .. bad.Select(b => new FindingItem(
                        $"band {b.Index + 1} ({b.Item.Name})",
                        Figures.Named(
                            ("noData", b.Item.NoData!.Value),
                            ("low", b.Item.Samples!.Quantiles[Low]),
                            ("high", b.Item.Samples.Quantiles[High])
                        )
                    )),
                ],
            };
        }
    }
}
