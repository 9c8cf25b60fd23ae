using System.Diagnostics;
using Segment.Runtime.Pipeline;

namespace Segment.Runtime.Planning;

/// <summary>Measures the network in a tenth of a second, before a job that cannot wait: a small window in all lanes at once.</summary>
internal static class QuickProbe
{
    /// <summary>The window's side, in pixels, rounded to the network's stride: small, and yet as fast a pixel as a tile.</summary>
    private const int Side = 96;

    private const int Rounds = 2;

    /// <summary>Samples that are decoded and turned into floats in a second; measured as 150 to 400 million.</summary>
    private const double SamplesReadInASecond = 200e6;

    /// <summary>How much longer a lane's first tile takes, as its memory is new: measured as 0.15 to 0.5 of a run.</summary>
    private const double FirstTile = 0.3;

    /// <summary>Measures.</summary>
    /// <param name="setup">The job.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>What was measured; what was not is assumed.</returns>
    public static ProbeResult Run(PipelineSetup setup, CancellationToken token)
    {
        var (plan, definition) = (setup.Plan, setup.Model.Definition);
        var side = setup.Model.Foreign?.TileSize ?? (Math.Max(1, Side / plan.Stride) * plan.Stride);
        var area = side * side;
        var pixels = new float[definition.Bands.Count * area];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)definition.Normalization.Center[i / area];
        }

        var lanes = setup.Job.BusyLanes(plan);
        var times = new double[lanes];
        using var begin = new Barrier(lanes);
        using var stop = new PipelineStop(token);
        for (var i = 0; i < lanes; i++)
        {
            var lane = i;
            stop.Start("probe", () => times[lane] = Time(setup, pixels, side, begin, stop.Token));
        }

        stop.Finish(() => { });
        var tile = times.Average() / area * plan.TileArea * (int)setup.Layers.Augmentation;
        var reading = plan.TileArea * setup.Bands.Length / SamplesReadInASecond;
        return new ProbeResult(tile, FirstTile * tile, reading, 1);
    }

    private static double Time(PipelineSetup setup, float[] pixels, int side, Barrier begin, CancellationToken token)
    {
        _ = setup.Model.Logits(side, side, pixels);
        begin.SignalAndWait(token);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Rounds; i++)
        {
            _ = setup.Model.Logits(side, side, pixels);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / Rounds;
    }
}
