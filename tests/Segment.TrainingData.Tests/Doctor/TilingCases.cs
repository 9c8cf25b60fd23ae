using Segment.TrainingData.Doctor;
using static Segment.TrainingData.Tests.Doctor.Patients;

namespace Segment.TrainingData.Tests.Doctor;

/// <summary>Cases of the checks on chips.</summary>
internal static class TilingCases
{
    private static Patient With(int tile = 32, int? stride = 16, int chips = 500, int empty = 0, double metres = 30) =>
        Healthy with
        {
            Tiling = Tiling with
            {
                TileSize = tile,
                Stride = stride,
                Chips = chips,
                AlmostEmpty = empty,
                MetresPerPixel = metres,
            },
        };

    public static IEnumerable<CheckCase> All { get; } =
    [
        // Polygons of 20 px.
        new(
            "chip-larger-than-polygons",
            With(tile: 161),
            With(tile: 160),
            "more than 8 times as wide as 8 polygons of 8"
        ),
        new("chip-larger-than-scene-share", With(tile: 334), With(tile: 333), "fewer than 3 fit side by side"),
        new("chip-larger-than-scene-share", With(tile: 1001), With(tile: 300), "not one fits", Severity.Problem),
        new("chip-spans-kilometres", With(tile: 256, metres: 500), With(tile: 256, metres: 30), "spans 128 km"),
        new("few-chips", With(chips: 11), With(chips: 100), "The labels give 11 chips of 32 px", Severity.Problem),
        new("few-chips", With(chips: 49), With(chips: 50), "hang on a few chips"),
        new("chips-mostly-ignore", With(empty: 251), With(empty: 250), "251 of 500 chips"),
        new("stride-larger-than-tile", With(stride: 64), With(stride: 32), "gaps of 32 px", Severity.Problem),
    ];
}
