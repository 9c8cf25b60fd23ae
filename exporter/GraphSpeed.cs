using System.Diagnostics;
using Segment.PackageFormat;

namespace Segment.Exporter;

/// <summary>Measures how fast this machine's processor runs an exported graph.</summary>
public static class GraphSpeed
{
    /// <summary>Runs the graph on a square image again and again, once before the clock starts.</summary>
    /// <param name="graph">A serialized ModelProto of <see cref="NetworkExporter"/>.</param>
    /// <param name="side">The image's side, in pixels; a multiple of the network's stride.</param>
    /// <param name="time">For how long, at least; the graph runs twice at least.</param>
    /// <returns>Millions of pixels a second, of the fastest run: other programs only ever slow it down.</returns>
    /// <exception cref="SegmentDataException">ONNX Runtime refuses the graph.</exception>
    public static double Measure(byte[] graph, int side, TimeSpan time)
    {
        using var session = new GraphSession(graph);
        var pixels = new float[session.Bands * side * side];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (i * 7919 % 255) / 100f;
        }

        _ = session.Run(side, side, pixels);
        var (total, fastest) = (Stopwatch.StartNew(), TimeSpan.MaxValue);
        for (var runs = 0; runs < 2 || total.Elapsed < time; runs++)
        {
            var run = Stopwatch.StartNew();
            _ = session.Run(side, side, pixels);
            fastest = run.Elapsed < fastest ? run.Elapsed : fastest;
        }

        return (double)side * side / 1e6 / fastest.TotalSeconds;
    }
}
