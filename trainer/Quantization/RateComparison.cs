using System.Diagnostics;
using Segment.Exporter;

namespace Segment.Trainer.Quantization;

/// <summary>How many times as fast one graph is as another on this machine, in turn and on one core.</summary>
internal static class RateComparison
{
    private const int Rounds = 8;

    // Near the size of the runtime's tiles.
    private const int Side = 256;

    /// <summary>Measures for about a second.</summary>
    /// <param name="slow">A graph.</param>
    /// <param name="fast">Another with the same input.</param>
    /// <param name="center">A value for each band.</param>
    /// <param name="stride">The network's stride, in pixels.</param>
    /// <returns>The ratio of the shortest times: other programs only lengthen them.</returns>
    public static double Measure(byte[] slow, byte[] fast, IReadOnlyList<double> center, int stride)
    {
        var side = (Side + stride - 1) / stride * stride;
        float[] pixels = [.. center.SelectMany(value => Enumerable.Repeat((float)value, side * side))];
        using var first = new GraphSession(slow, threads: 1);
        using var second = new GraphSession(fast, threads: 1);
        _ = (Seconds(first), Seconds(second));
        var (least, other) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var round = 0; round < Rounds; round++)
        {
            (least, other) = (Math.Min(least, Seconds(first)), Math.Min(other, Seconds(second)));
        }

        return least / other;

        double Seconds(GraphSession session)
        {
            var start = Stopwatch.GetTimestamp();
            _ = session.Run(side, side, pixels);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}
