using Segment.PackageFormat;
using Segment.Trainer.Options;

namespace Segment.Benchmarks;

/// <summary>Every row that the bench prints.</summary>
public static class BenchmarkCatalog
{
    /// <summary>Gets all rows, in the order in which they are measured.</summary>
    public static IReadOnlyList<BenchmarkRow> All { get; } =
    [
        EndToEnd("end-to-end", "ResNet-18, 21.6 Mpx, blocks of 512", 0.92, "resnet18", f => f.Tiled(Large)),
        EndToEnd("end-to-end-striped", "ResNet-18, 21.6 Mpx, strips", 0.85, "resnet18", f => f.Striped(Large)),
        EndToEnd("end-to-end-light", "light, 21.6 Mpx, blocks of 512", 0.92, "light", f => f.Tiled(Large)),
        EndToEnd("end-to-end-light-striped", "light, 21.6 Mpx, strips", 0.85, "light", f => f.Striped(Large)),
        new("belize", "classify, U-Net/ResNet-18, 6 bands, 5.4 Mpx, start to map", "≤ 3.5 s", BelizeRow.Measure),
        new(
            "first-tile",
            "classify, light, from the start of the process to the first tile",
            "≤ 0.6 s",
            FirstTileRow.Measure
        ),
        new(
            "int8-light",
            "light in 8-bit integers against float32, pixels a second, tiles of 512",
            "≥ 2",
            folder => Int8Row.Measure(folder, "light")
        ),
        new(
            "int8-resnet18",
            "ResNet-18 in 8-bit integers against float32, pixels a second, tiles of 512",
            "≥ 2",
            folder => Int8Row.Measure(folder, "resnet18")
        ),
        new("allocation", "classify, light, managed memory for each further tile", "≤ 4 KiB", AllocationRow.Measure),
        new("plan", "classify's seconds against those that segment plan tells", "0.75–1.25", PlanRow.Measure),
        new(
            "shards",
            "two processes of one lane and one shard each against one process of one lane",
            "≥ 1.8",
            ShardRow.Measure
        ),
        TrainStep("train-step", "64 px, float32 too", 0.95, TrainingPrecision.Float32, 64, 8, 40),
        TrainStep("train-step-64", "64 px", 1.5, TrainingPrecision.Auto, 64, 8, 40),
        TrainStep("train-step-256", "256 px", 1.9, TrainingPrecision.Auto, 256, 4, 25),
        new(
            "augmentation",
            "an epoch of light with all variations of chips: chips per second against an epoch without any",
            "≥ 0.95",
            AugmentationRow.Measure
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
        new(
            "memory-limit",
            "classify, light, peak memory on a sparse scene 100,000 px wide with --memory-limit 700MB",
            "≤ 700 MB",
            MemoryRow.MeasureLimit
        ),
    ];

    private const int Large = 2 * BenchmarkFolder.BelizeSide;

    private static BenchmarkRow TrainStep(
        string name,
        string what,
        double least,
        TrainingPrecision precision,
        int side,
        int batchSize,
        int steps
    ) =>
        new(
            name,
            $"chips a second of a training, U-Net/ResNet-18, {what}, against a bare TorchSharp float32 loop",
            $"≥ {least:0.00}",
            _ => TrainStepRow.Measure(precision, side, batchSize, steps, least)
        );

    private static BenchmarkRow EndToEnd(
        string name,
        string what,
        double least,
        string backbone,
        Func<BenchmarkFolder, string> scene
    ) =>
        new(
            name,
            $"classify, {what}, pixels a second against a bare ONNX Runtime loop over the same tiles",
            $"≥ {least:0.00}",
            folder => EndToEndRow.Measure(folder, backbone, scene(folder), least)
        );

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
