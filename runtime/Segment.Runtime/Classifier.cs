using System.Diagnostics;
using System.Reflection;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime.Layers;
using Segment.Runtime.Maps;
using Segment.Runtime.Models;
using Segment.Runtime.Pipeline;
using Segment.Runtime.Store;
using Segment.Runtime.Tiles;

namespace Segment.Runtime;

/// <summary>Turns a scene into a class map with a package.</summary>
public static class Classifier
{
    /// <summary>One reader decodes fast enough for about this many CPU lanes.</summary>
    private const int LanesPerReader = 8;

    /// <summary>Gets the version of this software.</summary>
    internal static string Version { get; } =
        typeof(Classifier).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private const int CudaReaders = 8;
    private const int CudaBatch = 4;

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
            var setup = SetUp(options, model, notice, out var grid, out var key);
            using var work = ClassifyWork.Begin(options, key, setup.Plan, setup.Layers.Layers, notice);
            setup = setup with { Plan = work.Tiles };
            using var pipeline = new TilePipeline(setup, token);
            var pixels = work.Complete(
                shard => pipeline.Run(shard, progress),
                store =>
                {
                    CheckClasses(options.ScenePath, model.Definition, store.Counts, notice);
                    var classes = model.Definition.Classes;
                    MapAssembly.Write(store, options.OutPath, grid, classes, Metadata(setup), token);
                }
            );
            return Result(options, setup, pipeline, pixels, Stopwatch.GetElapsedTime(start));
        }
        catch (OutOfMemoryException e)
        {
            throw new SegmentEnvironmentException(
                "Memory ran out. Take a smaller tile size, a smaller batch size, or fewer lanes.",
                e
            );
        }
    }

    private static PipelineSetup SetUp(
        ClassifyOptions options,
        InferenceModel model,
        Action<string>? notice,
        out GridGeometry grid,
        out IReadOnlyDictionary<string, string> key
    )
    {
        using var scene = RasterSource.Open(options.ScenePath);
        grid = scene.Grid;
        key = ClassifyKey.Of(options, model, scene);
        var bands = SceneBinding.Bind(model.Definition, scene, notice);
        var cuda = model.Device == InferenceDevice.Cuda;
        var lanes = options.Lanes ?? (cuda ? 1 : Environment.ProcessorCount);
        var batchSize = options.BatchSize ?? (cuda ? CudaBatch : 1);
        var readers = cuda ? Math.Min(CudaReaders, Environment.ProcessorCount) : 1 + ((lanes - 1) / LanesPerReader);
        var plan = Plan(options, model.Definition, scene, lanes * batchSize, notice);
        CheckBuffers(plan, Math.Max(bands.Length, model.Definition.Classes.Count), batchSize);
        var layers = LayerSetup.For(options, model.Definition, notice);
        return new PipelineSetup(
            model,
            options.ScenePath,
            bands,
            scene.HasNoData,
            plan,
            layers,
            lanes,
            batchSize,
            readers
        );
    }

    private static TilePlan Plan(
        ClassifyOptions options,
        ModelDefinition definition,
        RasterSource scene,
        int parallel,
        Action<string>? notice
    )
    {
        var padding = options.Padding ?? definition.Padding;
        if (padding < definition.Padding)
        {
            notice?.Invoke(
                $"The padding is {padding} pixels, but the network's answers are disturbed up to {definition.Padding} pixels "
                    + "from a tile's edge; seams may show."
            );
        }

        if (options.TileSize is { } size)
        {
            return TilePlan.Square(scene.Height, scene.Width, definition.Stride, padding, size);
        }

        var rowBytes = (long)scene.Width * scene.Bands.Sum(band => band.Type.SizeBytes());
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var limits = TileLimits.For(parallel, memory, definition.Bands.Count, rowBytes, padding);
        return TilePlan.Choose(scene.Height, scene.Width, definition.Stride, padding, limits);
    }

    /// <summary>Spans and arrays hold 2³¹ − 1 elements: a tile's samples or logits, a batch's mask, a band of rows.</summary>
    private static void CheckBuffers(TilePlan plan, int channels, int batchSize)
    {
        var largest = Math.Max(plan.TileArea * Math.Max(channels, batchSize), (long)plan.CoreHeight * plan.Width);
        if (largest > Array.MaxLength)
        {
            throw new SegmentDataException(
                $"{batchSize} tile(s) of {plan.TileHeight} × {plan.TileWidth} pixels are too large for one buffer. Take a "
                    + "smaller tile size or a smaller batch size."
            );
        }
    }

    private static void CheckClasses(
        string scene,
        ModelDefinition definition,
        IReadOnlyList<long> pixels,
        Action<string>? notice
    )
    {
        var present = definition.Classes.Where((_, index) => pixels[index] > 0).ToList();
        if (present.Count == 0)
        {
            throw new SegmentDataException(
                $"{scene} holds no pixel with data in all of the bands that the package {definition.Name} reads "
                    + $"({string.Join(", ", definition.Bands.Select(band => band.Name))}), so there is nothing to classify. "
                    + "Check the scene's NoData values."
            );
        }

        if (present.Count == 1)
        {
            notice?.Invoke(
                $"Every pixel of the map is {present[0].Name}. Check that the scene's bands and values are like those "
                    + "of the training scene."
            );
        }
    }

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
        PipelineSetup setup,
        TilePipeline pipeline,
        IReadOnlyList<long> pixels,
        TimeSpan elapsed
    ) =>
        new()
        {
            MapPath = Path.GetFullPath(options.OutPath),
            Height = setup.Plan.Height,
            Width = setup.Plan.Width,
            Classes = [.. setup.Model.Definition.Classes.Select((c, i) => new ClassTally(c, pixels[i]))],
            NoDataPixels = pixels[MapWriter.NoDataIndex],
            Seconds = elapsed.TotalSeconds,
            ReadSeconds = pipeline.Seconds.Read.Total,
            InferSeconds = pipeline.Seconds.Infer.Total,
            WriteSeconds = pipeline.Seconds.Write.Total,
            TileHeight = setup.Plan.TileHeight,
            TileWidth = setup.Plan.TileWidth,
            Padding = setup.Plan.Padding,
            Tiles = pipeline.Tiles,
            BatchSize = setup.BatchSize,
            Lanes = pipeline.Lanes,
            OverlapTax = setup.Plan.OverlapTax,
            BufferBytes = pipeline.BufferBytes,
            Device = DeviceName(setup.Model),
        };
}
