using Segment.PackageFormat;

namespace Segment.Benchmarks;

/// <summary>Every row that the bench prints.</summary>
public static class BenchmarkCatalog
{
    /// <summary>Gets all rows, in the order in which they are measured.</summary>
    public static IReadOnlyList<BenchmarkRow> All { get; } =
    [
        new(
            "end-to-end-light",
            "classify, light, 21.6 Mpx, pixels a second against a bare ONNX Runtime loop over the same tiles",
            "≥ 0.85",
            folder => EndToEndRow.Measure(folder, "light", 2 * BenchmarkFolder.BelizeSide)
        ),
        new(
            "end-to-end-resnet18",
            "classify, ResNet-18, 5.4 Mpx, pixels a second against a bare ONNX Runtime loop over the same tiles",
            "≥ 0.85",
            folder => EndToEndRow.Measure(folder, "resnet18", BenchmarkFolder.BelizeSide)
        ),
        new("belize", "classify, U-Net/ResNet-18, 6 bands, 5.4 Mpx, start to map", "< 10 s", BelizeRow.Measure),
        new(
            "train-step",
            "a training step against a bare TorchSharp loop over the same network",
            "≤ 1.10",
            TrainStepRow.Measure
        ),
        new(
            "chips",
            "chips of 10 × 10 px, 6 bands, 5.4 Mpx, 100 polygons, start to folder",
            "< 3 s",
            ChipsRow.MeasureSmall
        ),
        new(
            "chips-64-bands",
            "chips of 256 × 256 px, 64 bands, seconds against a bare write of the same files",
            "≤ 1.5",
            ChipsRow.MeasureLarge
        ),
        new("memory", "classify, light, peak memory for 100 Mpx against 5 Mpx", "≤ 1.2", MemoryRow.Measure),
    ];

    /// <summary>Finds rows by name.</summary>
    /// <param name="names">The names; none means all rows.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="SegmentDataException">There is no such row.</exception>
    public static IEnumerable<BenchmarkRow> Choose(IReadOnlyList<string> names) =>
        names.Count == 0
            ? All
            : names.Select(name =>
                All.FirstOrDefault(r => r.Name == name)
                ?? throw new SegmentDataException(
                    $"There is no row '{name}'. {NearestName.Hint(name, [.. All.Select(r => r.Name)])}"
                )
            );
}
