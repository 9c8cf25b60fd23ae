using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Interop;
using Segment.Raster.Maps;
using Segment.Raster.Scenes;
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
    ) => Run(options, new ClassifyHost(), progress, notice, token);

    /// <summary>Classifies a scene in a program that runs on: with a model that is open already, and with lanes that are shared
    /// with other jobs.</summary>
    /// <param name="options">What to classify, and how; a model that is lent decides in place of
    /// <see cref="ClassifyOptions.ModelPath"/>.</param>
    /// <param name="host">What is lent.</param>
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
        ClassifyHost host,
        IProgress<double>? progress,
        Action<string>? notice,
        CancellationToken token
    )
    {
        var start = Stopwatch.GetTimestamp();
        if (string.Join(" ", options.Problems()) is { Length: > 0 } problems)
        {
            throw new SegmentDataException(problems);
        }

        MapWriter.CheckPlace(options.OutPath);
        using var own = host.Model is null
            ? InferenceModel.Open(options.ModelPath, ModelRequest.Of(options, notice))
            : null;
        var model = host.Model ?? own!;
        token.ThrowIfCancellationRequested();
        try
        {
            using var view = SceneView.Open(options.ScenePath, options.OutputGrid, notice);
            options = options with { ScenePath = view.Path, Frame = view.Frame };
            var job = JobPlanner.Plan(options, model, MachineLimits.Here, notice);
            var setup = job.Setup with { Gate = host.Lanes };
            using var work = ClassifyWork.Begin(options, job.Key, () => NewPlan(options, job), notice);
            setup = setup with { Plan = work.Tiles(setup.Plan) };
            job = job with { Setup = setup };
            if (options.Shard is null && host.Lanes is null)
            {
                var opened = Stopwatch.GetElapsedTime(start).TotalSeconds;
                notice?.Invoke(Planner.Of(job, QuickProbe.Run(setup, token), opened).Line);
            }

            using var pipeline = new TilePipeline(setup, token);
            var pixels = work.Complete(
                shard =>
                {
                    pipeline.Run(shard, progress);

                    // The network and its buffers make room for what assembles the map.
                    pipeline.Dispose();
                    own?.Dispose();
                    NativeHeap.Trim();
                },
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

    private static StorePlan NewPlan(ClassifyOptions options, PlannedJob job) =>
        new()
        {
            Key = new Dictionary<string, string>(StringComparer.Ordinal),
            Map = new MapDescription
            {
                Scene = SceneIdentity.Whole(options.ScenePath),
                Package = job.Setup.Model.Definition.Name,
                Bands = [.. job.Setup.Model.Definition.Bands.Select(band => band.Name)],
                Grid = job.Grid,
                Classes = job.Setup.Model.Definition.Classes,
                Metadata = Metadata(options, job),
                AbstainValue = options.AbstainValue,
            },
            BandRows = job.Setup.Plan.CoreHeight,
            CoreWidth = job.Setup.Plan.CoreWidth,
            Padding = job.Setup.Plan.Padding,
            Layers = [.. job.Setup.Layers.Layers.Select(layer => layer.Name)],
            Shards = options.Shard?.Count ?? 1,
        };

    // What the map's bytes do not depend on has no place here: lanes, device, a tile size that was chosen for the machine.
    private static Dictionary<string, string> Metadata(ClassifyOptions options, PlannedJob job)
    {
        var definition = job.Setup.Model.Definition;
        var items = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SEGMENT_PACKAGE"] = definition.Name,
            ["SEGMENT_PACKAGE_VERSION"] = definition.Version,
            ["SEGMENT_PACKAGE_SHA256"] = job.Setup.Model.Sha256,
            ["SEGMENT_VARIANT"] = VariantName(job.Setup.Model.Variant),
            ["SEGMENT_SCENE"] = Path.GetFileName(options.ScenePath),
            ["SEGMENT_PADDING"] = $"{job.Setup.Plan.Padding}",
            ["SEGMENT_TILE_SIZE"] = options.TileSize is { } size ? $"{size}" : "auto",
            ["SEGMENT_TEST_TIME_AUGMENTATION"] = $"{options.TestTimeAugmentation}".ToLowerInvariant(),
            ["SEGMENT_PREDICT_BACKGROUND"] = options.PredictBackground ? "true" : "false",
            ["SEGMENT_VERSION"] = Version,
        };
        if (job.Setup.Plan.Blends)
        {
            items["SEGMENT_BLEND"] = "hann";
        }

        if (options.AbstainBelow is { } least)
        {
            items["SEGMENT_ABSTAIN_BELOW"] = least.ToString(CultureInfo.InvariantCulture);
        }

        if (options.OutputGrid.Mask is { } mask)
        {
            items["SEGMENT_MASK"] = Path.GetFileName(mask);
        }

        if ((options.SceneTime ?? job.Taken) is { } taken)
        {
            items[StacItem.TakenItem] = StacJson.Text(taken);
        }

        return items;
    }

    internal static string VariantName(ModelVariant variant) => $"{variant}".ToLowerInvariant();

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
            Definition = setup.Model.Definition,
            PackageSha256 = setup.Model.Sha256,
            Grid = job.Grid,
            SceneTime = options.SceneTime ?? job.Taken,
            Height = setup.Plan.Height,
            Width = setup.Plan.Width,
            Classes = [.. setup.Model.Definition.Classes.Select((c, i) => new ClassTally(c, pixels[i]))],
            NoDataPixels = pixels[MapLayer.NoData],
            AbstainedPixels = pixels[MapLayer.AbstainIndex],
            Augmentation = setup.Layers.Augmentation,
            SeamPixels = pipeline.Seams.Compared,
            SeamDifferences = pipeline.Seams.Differing,
            Blends = setup.Plan.Blends,
            ChangesAcrossSeams = pipeline.Seams.Changes.AcrossSeams,
            ChangesElsewhere = pipeline.Seams.Changes.Elsewhere,
            Seconds = elapsed.TotalSeconds,
            ReadSeconds = pipeline.Seconds.Read.Total,
            InferSeconds = pipeline.Seconds.Infer.Total,
            WriteSeconds = pipeline.Seconds.Write.Total,
            TileHeight = setup.Plan.TileHeight,
            TileWidth = setup.Plan.TileWidth,
            Padding = setup.Plan.Padding,
            Tiles = pipeline.Tiles,
            BatchSize = pipeline.BatchSize,
            Lanes = pipeline.Lanes,
            OverlapTax = setup.Plan.OverlapTax,
            BufferBytes = pipeline.BufferBytes,
            PlannedBytes = job.MemoryBytes,
            Device = DeviceName(setup.Model),
            Variant = setup.Model.Variant,
            Shard = options.Shard,
        };
    }
}
