using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Segment.PackageFormat;
using Segment.Runtime.Models;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>One caller of the network: runs a batch and hands each pixel's class to its band of rows.</summary>
internal sealed class InferenceLane : IDisposable
{
    private static readonly string[] InputNames = [GraphNames.Image];

    private readonly InferenceModel model;
    private readonly TilePlan plan;
    private readonly CancellationTokenRegistration stop;
    private readonly RunOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly OrtValue[] inputs = new OrtValue[1];
    private readonly OrtValue[] outputs;
    private readonly string[] outputNames;
    private readonly TensorBuffer<float>? logits;
    private readonly TensorBuffer<byte>? classes;

    /// <summary>Allocates the lane's output.</summary>
    /// <param name="model">The model.</param>
    /// <param name="plan">The tile shape.</param>
    /// <param name="batchSize">Tiles in a batch.</param>
    /// <param name="token">Ends a run within one node of the graph.</param>
    public InferenceLane(InferenceModel model, TilePlan plan, int batchSize, CancellationToken token)
    {
        this.model = model;
        this.plan = plan;
        if (model.Definition.HasClassOutput)
        {
            classes = new TensorBuffer<byte>(batchSize, plan.TileHeight, plan.TileWidth);
            (outputNames, outputs) = ([GraphNames.ClassIndex], [classes.Value]);
        }
        else
        {
            var count = model.Definition.Classes.Count;
            logits = new TensorBuffer<float>(batchSize, count, plan.TileHeight, plan.TileWidth);
            (outputNames, outputs) = ([GraphNames.Logits], [logits.Value]);
        }

        stop = token.Register(() => options.Terminate = true);
    }

    /// <summary>Gets the size of the output in bytes.</summary>
    public long Bytes => (logits?.Bytes ?? 0) + (classes?.Bytes ?? 0);

    /// <summary>Runs a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <exception cref="SegmentDataException">The scene's values give no finite logits.</exception>
    /// <exception cref="SegmentEnvironmentException">ONNX Runtime failed, for want of memory as a rule.</exception>
    public void Run(TileBatch batch)
    {
        inputs[0] = batch.Pixels.Value;
        try
        {
            model.Session.Run(options, InputNames, inputs, outputNames, outputs);
        }
        catch (OnnxRuntimeException e)
        {
            if (options.Terminate)
            {
                throw new OperationCanceledException("The run was stopped.", e);
            }

            throw new SegmentEnvironmentException(
                $"ONNX Runtime failed on {batch.Capacity} tile(s) of {plan.TileHeight} × {plan.TileWidth} pixels: "
                    + $"{e.Message.TrimEnd('.')}. If memory ran out, take a smaller tile size, or fewer lanes.",
                e
            );
        }

        for (var slot = 0; slot < batch.Tiles.Count; slot++)
        {
            var (tile, band) = batch.Tiles[slot];
            TakeCore(batch, slot, tile, band);
            band.TileDone();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Dispose();
        options.Dispose();
        logits?.Dispose();
        classes?.Dispose();
    }

    private void TakeCore(TileBatch batch, int slot, Tile tile, RowBand band)
    {
        var valid = batch.Valid(slot);
        for (var row = tile.Core.Row; row < tile.Core.EndRow; row++)
        {
            var start = ((row - tile.Window.Row) * plan.TileWidth) + tile.Core.Column - tile.Window.Column;
            var index = band.Run(row, tile.Core.Column, tile.Core.Width);
            if (classes is not null)
            {
                classes.Slot(slot).Slice(start, index.Length).CopyTo(index);
            }
            else if (
                !ClassIndex.Find(logits!.Slot(slot), (int)plan.TileArea, start, model.Definition.Classes.Count, index)
            )
            {
                throw NotFinite(batch.Pixels.Slot(slot), tile, row);
            }

            if (!valid.IsEmpty)
            {
                ClassIndex.Mask(valid.Slice(start, index.Length), index);
            }
        }
    }

    private static SegmentDataException NotFinite(ReadOnlySpan<float> samples, Tile tile, int row) =>
        new(
            $"The network gives no finite answer at row {row}, columns {tile.Core.Column}–{tile.Core.EndColumn - 1} of the "
                + $"scene, where samples reach {TensorPrimitives.MaxMagnitude(samples):0.###e+0}. If such values stand for "
                + "missing data, declare them as the scene's NoData value (gdal_edit.py -a_nodata VALUE scene.tif)."
        );
}
