using Segment.PackageFormat;
using Segment.Runtime;

namespace Segment.Benchmarks;

/// <summary>classify from start to map against ONNX Runtime alone, in turn.</summary>
internal static class EndToEndRow
{
    private const int Rounds = 3;

    public static BenchmarkResult Measure(BenchmarkFolder folder, string backbone, string scene, double least)
    {
        var package = BenchmarkPackage.Write(folder, backbone);
        var graph = Graph(package);
        var options = new ClassifyOptions
        {
            ModelPath = package,
            ScenePath = scene,
            OutPath = folder.File("map.tif"),
            Device = InferenceDevice.Cpu,
        };
        var ratios = new List<double>();
        ClassifyResult result = Classifier.Run(options);
        for (var round = 0; round < Rounds; round++)
        {
            var bare = BareLoop.Seconds(graph, result.Tiles, result.TileHeight, result.TileWidth);
            result = Classifier.Run(options);
            ratios.Add(bare / result.Seconds);
        }

        ratios.Sort();
        var median = ratios[Rounds / 2];
        return new BenchmarkResult(
            $"{median:0.00} (of {Rounds}: {ratios[0]:0.00}–{ratios[^1]:0.00}), {result.MegapixelsPerSecond:0.0} Mpx/s, tile {result.TileHeight} × {result.TileWidth}",
            median >= least
        );
    }

    private static byte[] Graph(string package)
    {
        using var opened = ModelPackage.Open(package);
        return opened.Graph.ToArray();
    }
}
