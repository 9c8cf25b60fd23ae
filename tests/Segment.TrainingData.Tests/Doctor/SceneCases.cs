using Segment.TrainingData.Doctor;
using Segment.TrainingData.Doctor.Facts;
using static Segment.TrainingData.Tests.Doctor.Patients;

namespace Segment.TrainingData.Tests.Doctor;

/// <summary>Cases of the checks on scenes.</summary>
internal static class SceneCases
{
    private static readonly BandFacts Empty = Bands[2] with { Samples = null };

    private static readonly BandFacts Flat = Bands[2] with { Samples = Values(7, 7) };

    private static Patient Two(SceneFacts second) =>
        Healthy with
        {
            Package = null,
            Scenes = [Scene(Bands), second with { Path = "other.tif" }],
        };

    private static SceneFacts Scaled(float factor) =>
        Scene([
            .. Bands.Select(b =>
                b with
                {
                    Samples = Values(b.Samples!.Quantiles[0] * factor, b.Samples.Quantiles[^1] * factor),
                }
            ),
        ]);

    public static IEnumerable<CheckCase> All { get; } =
    [
        new(
            "no-crs",
            Healthy with
            {
                Scenes = [Scene(Bands) with { Grid = Scene().Grid with { CrsWkt = "" } }],
            },
            Healthy,
            "coordinates without a system"
        ),
        new(
            "empty-band",
            WithBands(Bands[0], Bands[1], Empty),
            WithBands(Bands),
            "1 band of 3 hold no data: 3 (Band_3)"
        ),
        new("empty-band", WithBands(Empty), WithBands(Bands), "1 band of 1", Severity.Problem),
        new("constant-band", WithBands(Bands[0], Flat), WithBands(Bands), "2 (Band_3): 7"),
        new("constant-band", WithBands(Flat), WithBands(Bands), "1 band of 1", Severity.Problem),
        new(
            "duplicate-band",
            WithBands(Bands[0], Bands[1], Bands[0] with { Name = "Band_3" }),
            WithBands(Bands),
            "1 (Band_1) = 3 (Band_3)"
        ),
        new(
            "nodata-inside-range",
            WithBands(Band("a", 0, 100, noData: 50), Bands[1]),
            WithBands(Band("a", 1, 100, noData: 0), Bands[1]),
            "NoData 50 between 1 and 99"
        ),
        new(
            "nodata-not-declared",
            Healthy with
            {
                Scenes = [Scene(Bands) with { FillValue = 0, FillShare = 0.01 }],
            },
            Healthy with
            {
                Scenes = [Scene(Bands) with { FillValue = 0, FillShare = 0.009 }],
            },
            "1 % of the pixels of scene.tif hold 0 in all 3 bands"
        ),
        new(
            "mixed-types",
            WithBands(Bands[0], Bands[1] with { Type = PixelType.Float32 }),
            WithBands(Bands),
            "1 band of uint16, 1 band of float32"
        ),
        new("mixed-types", Two(Scene(Bands[0])), Two(Scene(Bands)), "scene.tif: 3, other.tif: 1", Severity.Problem),
        new("mixed-scales", Two(Scaled(0.0001f)), Two(Scaled(0.5f)), "about 1/10000 of those", Severity.Problem),
    ];
}
