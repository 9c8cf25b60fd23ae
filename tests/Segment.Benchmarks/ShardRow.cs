using System.Diagnostics;
using System.Globalization;
using Segment.Runtime;

namespace Segment.Benchmarks;

/// <summary>Two processes, each with one lane and one shard of the map, against one process with one lane.</summary>
internal static class ShardRow
{
    private const double Least = 1.8;
    private const int Rounds = 3;

    public static BenchmarkResult Measure(BenchmarkFolder folder)
    {
        var package = BenchmarkPackage.Write(folder, "resnet18");
        var scene = folder.Tiled(2 * BenchmarkFolder.BelizeSide);
        var ratios = Enumerable.Range(0, Rounds).Select(round => Ratio(folder, package, scene, round)).Order().ToList();
        return new BenchmarkResult(
            $"{ratios[Rounds / 2]:0.00} (of {Rounds}: {ratios[0]:0.00}–{ratios[^1]:0.00})",
            ratios[Rounds / 2] >= Least
        );
    }

    /// <summary>The child process: makes one shard with one lane, and prints nothing but a number.</summary>
    /// <param name="model">The package.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="map">The map to write.</param>
    /// <param name="shard">Its number, from 0.</param>
    /// <param name="shards">How many there are.</param>
    /// <returns>The exit status.</returns>
    public static int ClassifyOnce(string model, string scene, string map, string shard, string shards)
    {
        var count = int.Parse(shards, CultureInfo.InvariantCulture);
        Classifier.Run(
            new ClassifyOptions
            {
                ModelPath = model,
                ScenePath = scene,
                OutPath = map,
                Device = InferenceDevice.Cpu,
                Lanes = 1,
                TileSize = 448,
                Shard = count == 1 ? null : new ShardNumber(int.Parse(shard, CultureInfo.InvariantCulture), count),
            }
        );
        Console.WriteLine("0");
        return 0;
    }

    private static double Ratio(BenchmarkFolder folder, string package, string scene, int round)
    {
        double Seconds(int shards)
        {
            var map = folder.File($"shards-{round}-{shards}.tif");
            var watch = Stopwatch.StartNew();
            var processes = Enumerable
                .Range(0, shards)
                .Select(i => ChildProcess.Start("--shard-once", package, scene, map, $"{i}", $"{shards}"))
                .ToList();
            processes.ForEach(process => ChildProcess.Answer(process));
            return watch.Elapsed.TotalSeconds;
        }

        return Seconds(1) / Seconds(2);
    }
}
