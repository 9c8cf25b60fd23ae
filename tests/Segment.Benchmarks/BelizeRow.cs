using Segment.Runtime;

namespace Segment.Benchmarks;

/// <summary>The map of a country of 5.4 Mpx, which took the replaced tool half an hour on a laptop.</summary>
internal static class BelizeRow
{
    public static BenchmarkResult Measure(BenchmarkFolder folder)
    {
        var options = new ClassifyOptions
        {
            ModelPath = BenchmarkPackage.Write(folder, "resnet18"),
            ScenePath = folder.Tiled(BenchmarkFolder.BelizeSide),
            OutPath = folder.File("belize.tif"),
            Device = InferenceDevice.Cpu,
        };
        var seconds = Enumerable.Range(0, 3).Select(_ => Classifier.Run(options).Seconds).Order().ToList();
        return new BenchmarkResult(
            $"{seconds[1]:0.0} s (of 3: {seconds[0]:0.0}–{seconds[^1]:0.0}) on {Environment.ProcessorCount} cores",
            seconds[1] <= 3.5
        );
    }
}
