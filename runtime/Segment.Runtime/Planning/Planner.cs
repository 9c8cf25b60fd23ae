using System.Diagnostics;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Scenes;
using Segment.Runtime.Models;

namespace Segment.Runtime.Planning;

/// <summary>Tells what a classification will take, without doing it.</summary>
public static class Planner
{
    /// <summary>Opens package and scene, chooses tiles and lanes, and measures for a few seconds how fast they run here.</summary>
    /// <param name="options">What would be classified; nothing is written.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SegmentDataException">The options, the package or the scene are not usable, or do not fit each other.</exception>
    /// <exception cref="SegmentEnvironmentException">The device that was asked for is not there, or memory ran out.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ClassifyPlan Plan(
        ClassifyOptions options,
        Action<string>? notice = null,
        CancellationToken token = default
    )
    {
        if (string.Join(" ", options.Problems()) is { Length: > 0 } problems)
        {
            throw new SegmentDataException(problems);
        }

        var start = Stopwatch.GetTimestamp();
        using var model = InferenceModel.Open(options.ModelPath, ModelRequest.Of(options, notice));
        using var view = SceneView.Open(options.ScenePath, options.OutputGrid, notice);
        options = options with { ScenePath = view.Path, Frame = view.Frame };
        var job = JobPlanner.Plan(options, model, MachineLimits.Here, notice);
        var opened = Stopwatch.GetElapsedTime(start).TotalSeconds;
        try
        {
            return Of(job, new Probe(job.Setup, token).Run(), opened);
        }
        catch (OutOfMemoryException e)
        {
            throw new SegmentEnvironmentException(
                "Memory ran out. Take a smaller tile size, a smaller batch size, or fewer lanes.",
                e
            );
        }
    }

    /// <summary>Describes a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="probe">What was measured.</param>
    /// <param name="openSeconds">What opening package and scene took.</param>
    /// <returns>The plan.</returns>
    internal static ClassifyPlan Of(PlannedJob job, ProbeResult probe, double openSeconds)
    {
        var (plan, setup) = (job.Setup.Plan, job.Setup);
        var pixels = (long)plan.Height * plan.Width;
        return new ClassifyPlan
        {
            Height = plan.Height,
            Width = plan.Width,
            TileHeight = plan.TileHeight,
            TileWidth = plan.TileWidth,
            Padding = plan.Padding,
            Blends = plan.Blends,
            OverlapTax = plan.OverlapTax,
            Tiles = plan.Count,
            TilesWithData = TimeModel.TilesWithData(plan, probe),
            BatchSize = setup.Job.BatchSize,
            Lanes = setup.Job.BusyLanes(plan),
            Device = Classifier.DeviceName(setup.Model),
            MemoryBytes = job.MemoryBytes,
            MemoryLimit = job.Memory.Limit,
            DiskBytes = (pixels * setup.Layers.Layers.Count) + MapBytes(setup.Model.Definition, pixels),
            Seconds = TimeModel.Seconds(job, probe, openSeconds, MachineLimits.Here.Cores),
        };
    }

    /// <summary>The map with its overviews, a third more, as rows and as finished file, as if nothing could be compressed.</summary>
    private static long MapBytes(ModelDefinition definition, long pixels) =>
        pixels * (definition.MapNoData > byte.MaxValue ? 2 : 1) * 8 / 3;
}
