using System.Globalization;
using Segment.Runtime;

namespace Segment.Benchmarks;

/// <summary>Peak memory of a process that classifies one scene: it must not grow with the scene.</summary>
internal static class MemoryRow
{
    private const int LargeSide = 10_000;

    public static BenchmarkResult Measure(BenchmarkFolder folder)
    {
        var package = BenchmarkPackage.Write(folder, "light");
        var small = PeakMegabytes(package, folder.Scene(BenchmarkFolder.BelizeSide), folder.File("small.tif"));
        var large = PeakMegabytes(package, folder.Scene(LargeSide), folder.File("large.tif"));
        return new BenchmarkResult($"{large / small:0.00} ({small:0} MB, {large:0} MB)", large / small <= 1.2);
    }

    /// <summary>A scene as wide as one of ten thousand megapixels, nearly empty: memory depends on the width alone.</summary>
    public static BenchmarkResult MeasureLimit(BenchmarkFolder folder)
    {
        var package = BenchmarkPackage.Write(folder, "light");
        var peak = PeakMegabytes(package, folder.Sparse(100_000, 3000), folder.File("sparse.tif"), 700L << 20);
        return new BenchmarkResult($"{peak:0} MB", peak <= 700);
    }

    /// <summary>The child process: classifies and prints its own peak.</summary>
    /// <param name="model">The package.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="map">The map to write.</param>
    /// <param name="limit">The memory limit in MB; 0 for none.</param>
    /// <returns>The exit status.</returns>
    public static int ClassifyOnce(string model, string scene, string map, string limit)
    {
        Classifier.Run(
            new ClassifyOptions
            {
                ModelPath = model,
                ScenePath = scene,
                OutPath = map,
                Device = InferenceDevice.Cpu,
                MemoryLimit = long.Parse(limit, CultureInfo.InvariantCulture) is > 0 and var megabytes
                    ? megabytes << 20
                    : null,
            }
        );
        // VmHWM is the peak resident size, in kB (proc(5)).
        var peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        Console.WriteLine(peak.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]);
        return 0;
    }

    private static double PeakMegabytes(string package, string scene, string map, long limit = 0)
    {
        return ChildProcess.Answer(ChildProcess.Start("--classify-once", package, scene, map, $"{limit >> 20}")) / 1024;
    }
}
