using System.Diagnostics;
using System.Reflection;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime.Maps;
using Segment.Runtime.Models;
using Segment.Runtime.Pipeline;
using Segment.Runtime.Planning;
using Segment.Runtime.Store;

namespace Segment.Runtime;

/// <summary>Turns a scene into a class map with a package.</summary>
public static class Classifier
{
    /// <summary>Gets the version of this software.</summary>
    internal static string Version { get; } =
        typeof(Classifier).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>
    /// Classifies a scene, tile by tile, and writes the map on exactly the scene's grid. Reading, computing and writing
    /// run side by side; memory does not grow with the scene's height.
    /// </summary>
    /// <param name="options">What to classify, and how.</param>
    /// <param name="progress">Told the fraction done, 0–1, on the calling thread.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call, on the calling thread.</param>
    /// <param name="token">Stops the work; no map is left then.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="SegmentDataException">The options, the package or the scene are not usable, or do not fit
    /// each other; no map is left.</exception>
    /// <exception cref="SegmentEnvironmentException">The device that was asked for is not there, or memory ran
    /// out.</exception>
    /// <exception cref="SegmentOutputException">The map could not be written whole.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ClassifyResult Run(
        ClassifyOptions options,
        IProgress<double>? progress = null,
        Action<string>? notice = null,
        CancellationToken token = default
    )
    {
        var start = Stopwatch.GetTimestamp();
        if (string.Join(" ", options.Problems()) is { Length: > 0 } problems)
        {
            throw new SegmentDataException(problems);
        }

        MapWriter.CheckPlace(options.OutPath);
        using var model = InferenceModel.Open(options.ModelPath, options.Device, notice);
        token.ThrowIfCancellationRequested();
        try
        {
            var job = JobPlanner.Plan(options, model, MachineLimits.Here, notice);
            var setup = job.Setup;
            using var work = ClassifyWork.Begin(options, job.Key, () => NewPlan(options, setup, job.Grid), notice);
            setup = setup with { Plan = work.Tiles(setup.Plan) };
            job = job with { Setup = setup };
            using var pipeline = new TilePipeline(setup, token);
            var pixels = work.Complete(
                shard => pipeline.Run(shard, progress),
                store => MapAssembly.Write(store, options.OutPath, notice, token)
            );
            return Result(options, job, pipeline, pixels, Stopwatch.GetElapsedTime(start));
        }
        catch (OutOfMemoryException e)
        {
            throw new SegmentEnvironmentException(
                "Memory ran out. Take a smaller tile size, a smaller batch size, or fewer lanes.",
                e
            );
        }
    }

    private static StorePlan NewPlan(ClassifyOptions options, PipelineSetup setup, GridGeometry grid) =>
        new()
        {
            Key = new Dictionary<string, string>(StringComparer.Ordinal),
            Map = new MapDescription
            {
                Scene = SceneIdentity.Whole(options.ScenePath),
                Package = setup.Model.Definition.Name,
                Bands = [.. setup.Model.Definition.Bands.Select(band => band.Name)],
                Grid = grid,
                Classes = setup.Model.Definition.Classes,
                Metadata = Metadata(setup),
                AbstainValue = options.AbstainValue,
            },
            BandRows = setup.Plan.CoreHeight,
            CoreWidth = setup.Plan.CoreWidth,
            Padding = setup.Plan.Padding,
            Layers = [.. setup.Layers.Layers.Select(layer => layer.Name)],
            Shards = options.Shard?.Count ?? 1,
        };

    private static Dictionary<string, string> Metadata(PipelineSetup setup) =>
        new(StringComparer.Ordinal)
        {
            ["SEGMENT_PACKAGE"] = setup.Model.Definition.Name,
            ["SEGMENT_PACKAGE_VERSION"] = setup.Model.Definition.Version,
            ["SEGMENT_PACKAGE_SHA256"] = setup.Model.Package.Sha256,
            ["SEGMENT_TILE"] = $"{setup.Plan.TileHeight}x{setup.Plan.TileWidth}",
            ["SEGMENT_PADDING"] = $"{setup.Plan.Padding}",
            ["SEGMENT_DEVICE"] = DeviceName(setup.Model),
            ["SEGMENT_VERSION"] = Version,
        };

    internal static string DeviceName(InferenceModel model) => model.Device == InferenceDevice.Cuda ? "cuda" : "cpu";

    private static ClassifyResult Result(
        ClassifyOptions options,
        PlannedJob job,
        TilePipeline pipeline,
        IReadOnlyList<long> pixels,
        TimeSpan elapsed
    )
    {
        var setup = job.Setup;
        return new ClassifyResult
        {
            MapPath = Path.GetFullPath(options.OutPath),
            Height = setup.Plan.Height,
            Width = setup.Plan.Width,
            Classes = [.. setup.Model.Definition.Classes.Select((c, i) => new ClassTally(c, pixels[i]))],
            NoDataPixels = pixels[MapLayer.NoData],
            AbstainedPixels = pixels[MapLayer.AbstainIndex],
            Augmentation = setup.Layers.Augmentation,
            SeamPixels = pipeline.Seams.Compared,
            SeamDifferences = pipeline.Seams.Differing,
            Seconds = elapsed.TotalSeconds,
            ReadSeconds = pipeline.Seconds.Read.Total,
            InferSeconds = pipeline.Seconds.Infer.Total,
            WriteSeconds = pipeline.Seconds.Write.Total,
            TileHeight = setup.Plan.TileHeight,
            TileWidth = setup.Plan.TileWidth,
            Padding = setup.Plan.Padding,
            Tiles = pipeline.Tiles,
            BatchSize = setup.Job.BatchSize,
            Lanes = pipeline.Lanes,
            OverlapTax = setup.Plan.OverlapTax,
            BufferBytes = pipeline.BufferBytes,
            PlannedBytes = job.MemoryBytes,
            Device = DeviceName(setup.Model),
            Shard = options.Shard,
        };
    }
}
