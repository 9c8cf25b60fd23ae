using System.Diagnostics;
using System.Globalization;
using Segment.Runtime;

namespace Segment.Benchmarks;

/// <summary>How long a process takes from its start to its first finished tile.</summary>
internal static class FirstTileRow
{
    private const double MostSeconds = 0.6;
    private const int Rounds = 3;

    public static BenchmarkResult Measure(BenchmarkFolder folder)
    {
        var package = BenchmarkPackage.Write(folder, "light");
        var scene = folder.Tiled(BenchmarkFolder.BelizeSide);
        var seconds = Enumerable
            .Range(0, Rounds)
            .Select(_ =>
                ChildProcess.Answer(ChildProcess.Start("--first-tile", package, scene, folder.File("first.tif")))
            )
            .Order()
            .ToList();
        return new BenchmarkResult(
            $"{seconds[Rounds / 2]:0.00} s (of {Rounds}: {seconds[0]:0.00}–{seconds[^1]:0.00}), tiles of 256 px",
            seconds[Rounds / 2] <= MostSeconds
        );
    }

    /// <summary>The child process: classifies and prints when the first tile was done.</summary>
    /// <param name="model">The package.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="map">The map to write.</param>
    /// <returns>The exit status.</returns>
    public static int ClassifyOnce(string model, string scene, string map)
    {
        var first = new FirstTile();
        Classifier.Run(
            new ClassifyOptions
            {
                ModelPath = model,
                ScenePath = scene,
                OutPath = map,
                Device = InferenceDevice.Cpu,
                TileSize = 256,
            },
            first
        );
        Console.WriteLine(first.Seconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Notes when progress is first told; it is told every tenth of a second.</summary>
    private sealed class FirstTile : IProgress<double>
    {
        private readonly DateTime start = Process.GetCurrentProcess().StartTime.ToUniversalTime();

        public double Seconds { get; private set; }

        public void Report(double value)
        {
            if (value > 0 && Seconds == 0)
            {
                Seconds = (TimeProvider.System.GetUtcNow().UtcDateTime - start).TotalSeconds;
            }
        }
    }
}
