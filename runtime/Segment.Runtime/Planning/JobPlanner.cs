using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Scenes;
using Segment.Runtime.Layers;
using Segment.Runtime.Models;
using Segment.Runtime.Pipeline;
using Segment.Runtime.Store;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Planning;

/// <summary>Chooses what the options leave open: lanes, batch, padding and tile, so that the job keeps its memory limit.</summary>
/// <remarks>The choice follows from options, package, scene, cores and memory alone, so that a job that is started again
/// is the same job.</remarks>
internal static class JobPlanner
{
    /// <summary>The pixels of a tile that is taken where not even that is affordable and no limit was asked for.</summary>
    private const int LeastArea = 256 * 256;

    /// <summary>Plans a job.</summary>
    /// <param name="options">What the user wants.</param>
    /// <param name="model">The package, loaded.</param>
    /// <param name="machine">What the machine allows.</param>
    /// <param name="notice">Told each fact that the user should know.</param>
    /// <returns>The job.</returns>
    /// <exception cref="SegmentDataException">The scene does not fit the package, or the job does not fit the memory limit.</exception>
    public static PlannedJob Plan(
        ClassifyOptions options,
        InferenceModel model,
        MachineLimits machine,
        Action<string>? notice
    )
    {
        using var scene = RasterSource.Open(options.ScenePath, options.Frame);
        CheckMask(options, scene.Grid, notice);
        var bands = model.Foreign is { } foreign
            ? ForeignBinding.Bind(foreign, options.Foreign, scene, notice)
            : SceneBinding.Bind(model.Definition, scene, notice);
        var blends = Blending.IsWanted(options, model.Definition, notice);
        var padding = blends ? 0 : Padding(options, model.Definition, notice);
        var layers = LayerSetup.For(options, model.Definition, notice);
        var memory = Model(options, model, machine, scene, layers, blends);
        var plan = model.Foreign is { TileSize: var side }
            ? Blending.Whole(scene, blends, padding, side)
            : Tiles(options, model.Definition, scene, blends, padding, ref memory);
        Blending.CheckSize(model.Definition, plan, notice);
        CheckMemory(options, memory, plan, notice);
        CheckBuffers(plan, Math.Max(bands.Length, model.Definition.Classes.Count), memory.Job.BatchSize);
        return new PlannedJob(
            new PipelineSetup(
                model,
                options.ScenePath,
                options.Frame,
                options.OutputGrid.Mask,
                bands,
                scene.HasNoData || options.OutputGrid.Mask is not null,
                plan,
                layers,
                memory.Job,
                memory.CacheBytes(plan)
            ),
            scene.Grid,
            ClassifyKey.Of(options, model, scene),
            scene.Taken,
            memory
        );
    }

    private static void CheckMask(ClassifyOptions options, GridGeometry grid, Action<string>? notice)
    {
        if (options.OutputGrid.Mask is { } path)
        {
            SceneMask.Open(path, grid, notice).Dispose();
        }
    }

    private static int Padding(ClassifyOptions options, ModelDefinition definition, Action<string>? notice)
    {
        var padding = options.Padding ?? definition.Padding;
        if (padding < definition.Padding)
        {
            notice?.Invoke(
                $"The padding is {padding} pixels, but the network's answers are disturbed up to {definition.Padding} pixels "
                    + "from a tile's edge; seams may show."
            );
        }

        return padding;
    }

    private static MemoryModel Model(
        ClassifyOptions options,
        InferenceModel model,
        MachineLimits machine,
        RasterSource scene,
        LayerSetup layers,
        bool blends
    )
    {
        var cuda = model.Device == InferenceDevice.Cuda;
        return new MemoryModel
        {
            Job = JobShape.Choose(
                model.Foreign is { OneTile: true } ? options with { BatchSize = 1 } : options,
                cuda,
                machine.Cores,
                options.TileSize ?? model.Foreign?.TileSize ?? (blends ? Blending.Side(model.Definition) : null)
            ),
            Limit = options.MemoryLimit ?? machine.DefaultMemory,
            Bands = model.Definition.Bands.Count,
            Outputs = layers.FloatsPerPixel(model.Definition.Bands.Count),
            Layers = layers.Layers.Count,
            Classes = model.Definition.Classes.Count,
            Masked = scene.HasNoData || options.OutputGrid.Mask is not null,
            GraphBytes = model.GraphBytes,
            BytesPerPixel = cuda ? 0 : model.BytesPerPixel,
            Blocks = scene.Blocks,
        };
    }

    private static TilePlan Tiles(
        ClassifyOptions options,
        ModelDefinition definition,
        RasterSource scene,
        bool blends,
        int padding,
        ref MemoryModel memory
    )
    {
        var (height, width, stride) = (scene.Height, scene.Width, definition.Stride);
        if (options.TileSize is { } size)
        {
            return Blending.Square(height, width, stride, blends, padding, size);
        }

        var rowBytes = (long)width * scene.Bands.Sum(band => band.Type.SizeBytes());
        while (true)
        {
            var affordable = memory;
            var limits = TileLimits.For(memory.Job.Parallel, rowBytes, padding);
            var plan = Choose(limits with { Affords = tile => affordable.Bytes(tile) <= affordable.Limit });
            if (memory.Bytes(plan) <= memory.Limit)
            {
                return plan;
            }

            // Fewer lanes take less memory; a number that was asked for stays.
            if (options.Lanes is not null || memory.Job.Lanes == 1)
            {
                var least = Math.Max(LeastArea, 4 * 4 * padding * padding);
                return options.MemoryLimit is null ? Choose(limits with { MaxArea = least }) : plan;
            }

            memory = memory with { Job = memory.Job with { Lanes = memory.Job.Lanes / 2 } };
        }

        TilePlan Choose(TileLimits within) =>
            blends
                ? Blending.Choose(height, width, definition, within)
                : TilePlan.Choose(height, width, stride, padding, within);
    }

    private static void CheckMemory(ClassifyOptions options, MemoryModel memory, TilePlan plan, Action<string>? notice)
    {
        var needed = memory.Bytes(plan);
        if (needed <= memory.Limit)
        {
            return;
        }

        var job =
            $"{memory.Job.Lanes} lanes with tiles of {plan.TileHeight} × {plan.TileWidth} pixels need about {needed >> 20} MB";
        if (options.MemoryLimit is null)
        {
            notice?.Invoke(
                $"{job}, more than the {memory.Limit >> 20} MB that are a quarter of the memory this process may use."
            );
            return;
        }

        var remedy = options.TileSize is null ? "Give a higher limit" : "Take a smaller tile size, or a higher limit";
        throw new SegmentDataException(
            $"The memory limit is {memory.Limit >> 20} MB, but {job}. {remedy}{(memory.Job.Lanes > 1 ? ", or fewer lanes" : "")}."
        );
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
}
