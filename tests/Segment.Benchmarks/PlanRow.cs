using Segment.Runtime;
using Segment.Runtime.Planning;

namespace Segment.Benchmarks;

/// <summary>What <c>segment plan</c> tells against what then happens.</summary>
internal static class PlanRow
{
    private const double Tolerance = 0.25;

    public static BenchmarkResult Measure(BenchmarkFolder folder)
    {
        (string Name, string Backbone, string Scene)[] jobs =
        [
            ("light, tiled", "light", folder.Tiled(2 * BenchmarkFolder.BelizeSide)),
            ("light, striped", "light", folder.Striped(2 * BenchmarkFolder.BelizeSide)),
            ("ResNet-18, tiled", "resnet18", folder.Tiled(BenchmarkFolder.BelizeSide)),
            ("ResNet-18, small", "resnet18", folder.Scene(600)),
        ];
        var ratios = jobs.Select(job => (job.Name, Ratio: Ratio(folder, job.Backbone, job.Scene))).ToList();
        return new BenchmarkResult(
            string.Join(", ", ratios.Select(r => $"{r.Name} {r.Ratio:0.00}")),
            ratios.TrueForAll(r => r.Ratio is >= 1 - Tolerance and <= 1 + Tolerance)
        );
    }

    private static double Ratio(BenchmarkFolder folder, string backbone, string scene)
    {
        var options = new ClassifyOptions
        {
            ModelPath = BenchmarkPackage.Write(folder, backbone),
            ScenePath = scene,
            OutPath = folder.File("planned.tif"),
            Device = InferenceDevice.Cpu,
        };
        var planned = Planner.Plan(options).Seconds;
        return Classifier.Run(options).Seconds / planned;
    }
}
