using Segment.Runtime.Tiles;

namespace Segment.Runtime.Planning;

/// <summary>How long a job takes, from what a probe measured.</summary>
internal static class TimeModel
{
    /// <summary>Seconds for each pixel of one layer to be kept and made part of the finished map, overviews included.
    /// Measured on two cores as 0.02 to 0.03 s a megapixel.</summary>
    private const double SecondsPerMappedPixel = 0.025e-6;

    /// <summary>From the start of the program to its first own instruction.</summary>
    private const double ProgramSeconds = 0.1;

    /// <summary>Estimates the whole job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="probe">What was measured.</param>
    /// <param name="openSeconds">What opening package and scene took.</param>
    /// <param name="cores">The cores of this process.</param>
    /// <returns>Seconds.</returns>
    public static double Seconds(PlannedJob job, ProbeResult probe, double openSeconds, int cores)
    {
        var (plan, shape) = (job.Setup.Plan, job.Setup.Job);
        var tiles = TilesWithData(plan, probe);
        var lanes = shape.BusyLanes(plan);

        // Lanes run in steps; on the CPU the reader takes its time from them where they are as many as the cores.
        var inLanes = Math.Ceiling(tiles / (double)(lanes * shape.BatchSize)) * shape.BatchSize * probe.TileSeconds;
        var reading = plan.Count * probe.ReadSeconds;
        var shared = ((tiles * probe.TileSeconds) + reading) / cores;
        var work = Math.Max(inLanes, Math.Max(shared, reading / shape.Readers));
        var mapped = (double)plan.Height * plan.Width * job.Setup.Layers.Layers.Count * SecondsPerMappedPixel;
        return ProgramSeconds + openSeconds + probe.ReadSeconds + probe.FirstTileSeconds + work + mapped;
    }

    /// <summary>Estimates how many tiles go through the network.</summary>
    /// <param name="plan">The tiles.</param>
    /// <param name="probe">What was measured.</param>
    /// <returns>Tiles.</returns>
    public static long TilesWithData(TilePlan plan, ProbeResult probe) =>
        (long)Math.Ceiling(plan.Count * probe.DataShare);
}
