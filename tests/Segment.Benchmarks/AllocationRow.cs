using Segment.Runtime;

namespace Segment.Benchmarks;

/// <summary>Managed memory allocated for each further tile of a taller scene.</summary>
internal static class AllocationRow
{
    private const int Tile = 192;

    /// <summary>Buffers grow with the width, so that stays.</summary>
    private const int Width = 3000;
    private const double MostBytes = 4096;

    public static BenchmarkResult Measure(BenchmarkFolder folder)
    {
        var package = BenchmarkPackage.Write(folder, "light");
        _ = Allocated(folder, package, 1500);
        var small = Allocated(folder, package, 1500);
        var large = Allocated(folder, package, 4500);
        var bytes = (large.Bytes - small.Bytes) / (double)(large.Tiles - small.Tiles);
        return new BenchmarkResult($"{bytes:N0} bytes ({large.Tiles} against {small.Tiles} tiles)", bytes <= MostBytes);
    }

    private static (long Bytes, long Tiles) Allocated(BenchmarkFolder folder, string package, int height)
    {
        var options = new ClassifyOptions
        {
            ModelPath = package,
            ScenePath = folder.Scene(height, Width),
            OutPath = folder.File("allocation.tif"),
            Device = InferenceDevice.Cpu,
            TileSize = Tile,
        };
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = Classifier.Run(options);
        return (GC.GetTotalAllocatedBytes(precise: true) - before, result.Tiles);
    }
}
