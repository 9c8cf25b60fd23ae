using Segment.TrainingData.Doctor;
using Segment.TrainingData.Doctor.Facts;
using static Segment.TrainingData.Tests.Doctor.Patients;

namespace Segment.TrainingData.Tests.Doctor;

/// <summary>Cases of the checks on a scene and a package.</summary>
internal static class PackageCases
{
    private static BandFacts[] Changed(Func<BandFacts, BandFacts> change) => [.. Bands.Select(change)];

    private static BandFacts[] Shifted(float times, float plus) =>
        Changed(b =>
            b with
            {
                Samples = Values((b.Samples!.Quantiles[0] * times) + plus, (b.Samples.Quantiles[^1] * times) + plus),
            }
        );

    private static Patient Cell(double size) =>
        Healthy with
        {
            Scenes = [Scene(Bands) with { Grid = Scene().Grid with { Transform = new GeoTransformOf(size).Value } }],
        };

    private readonly record struct GeoTransformOf(double Size)
    {
        public Segment.Raster.GeoTransform Value => new(500000, Size, 0, 4400000, 0, -Size);
    }

    private static Patient Named(params string[] names) =>
        Healthy with
        {
            Package = Package with
            {
                Bands =
                [
                    .. new[] { "Blue", "Red", "NIR" }.Select((n, i) => new BandDefinition(i, n, PixelType.UInt16)),
                ],
            },
            Scenes = [Scene([.. Bands.Zip(names, (b, n) => b with { Name = n })])],
        };

    public static IEnumerable<CheckCase> All { get; } =
    [
        new(
            "scene-band-count",
            WithScene([.. Bands, Band("Band_4", 0, 1)]),
            WithScene(Bands),
            "has 4 bands; the package package was trained on a scene of 3",
            Severity.Problem
        ),
        new(
            "scene-band-types",
            WithScene(Changed(b => b with { Type = PixelType.UInt8 })),
            WithScene(Changed(b => b with { Type = PixelType.Int32 })),
            "3 bands of scene.tif hold uint8 numbers",
            Severity.Problem
        ),
        new("scene-band-names", Named("B2", "B4", "B8"), Named("blue", "red", "nir"), "scene.tif has B2, B4, B8"),
        new(
            "scene-band-order",
            WithScene(Bands[2] with { Name = "Band_1" }, Bands[1], Bands[0] with { Name = "Band_3" }),
            WithScene(Bands),
            "The values of 2 bands lie",
            Severity.Problem
        ),
        new(
            "scene-sensor-scale",
            WithScene(Shifted(0.0001f, 0)),
            WithScene(Shifted(0.7f, 0)),
            "about 1/10000 of those",
            Severity.Problem
        ),
        new(
            "scene-value-range",
            WithScene(Shifted(1, 700)),
            WithScene(Shifted(1.04f, 0)),
            "3 bands of 3 the values of scene.tif"
        ),
        new("scene-value-range", WithScene(Shifted(1, 5000)), WithScene(Bands), "lie far from those", Severity.Problem),
        new(
            "scene-cell-size",
            Cell(61),
            Cell(60),
            "A pixel of scene.tif measures 61 m, one of the training scene 30 m"
        ),
        new("scene-cell-size", Cell(14), Cell(15), "measures 14 m"),
    ];
}
