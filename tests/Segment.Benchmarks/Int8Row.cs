using Segment.PackageFormat;

namespace Segment.Benchmarks;

/// <summary>The variant in 8-bit integers against float32: the same tiles of the same network, in turn.</summary>
internal static class Int8Row
{
    private const int Rounds = 5;
    private const int Tiles = 8;
    private const int Side = 512;
    private const double Least = 2;

    public static BenchmarkResult Measure(BenchmarkFolder folder, string backbone)
    {
        using var package = ModelPackage.Open(BenchmarkPackage.Write(folder, backbone));
        var float32 = package.Graph.ToArray();
        var int8 = BenchmarkPackage.Quantized(package);
        var ratios = new List<double>();
        var seconds = (Float32: double.PositiveInfinity, Int8: double.PositiveInfinity);
        for (var round = 0; round < Rounds; round++)
        {
            var slow = BareLoop.Seconds(float32, Tiles, Side, Side);
            var fast = BareLoop.Seconds(int8, Tiles, Side, Side);
            ratios.Add(slow / fast);
            seconds = (Math.Min(seconds.Float32, slow), Math.Min(seconds.Int8, fast));
        }

        ratios.Sort();
        var megapixels = Tiles * Side * Side / 1e6;
        return new BenchmarkResult(
            $"{ratios[Rounds / 2]:0.00} (of {Rounds}: {ratios[0]:0.00}–{ratios[^1]:0.00}), {megapixels / seconds.Int8:0.0} against "
                + $"{megapixels / seconds.Float32:0.0} Mpx/s",
            ratios[Rounds / 2] >= Least
        );
    }
}
