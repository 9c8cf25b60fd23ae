using Microsoft.ML.OnnxRuntime;
using Segment.PackageFormat;
using Segment.Runtime.Layers;
using Segment.Runtime.Models;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>Runs batches through the network: as they are, or in several views whose logits are averaged.</summary>
internal sealed class NetworkCall : IDisposable
{
    private static readonly string[] InputNames = [GraphNames.Image];
    private static readonly string[] OutputNames = [GraphNames.Logits];

    private readonly InferenceModel model;
    private readonly TilePlan plan;
    private readonly int views;
    private readonly BatchParts parts;
    private readonly CancellationTokenRegistration stop;
    private readonly RunOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly RunDeadline deadline;
    private readonly OrtValue[] inputs = new OrtValue[1];
    private readonly OrtValue[] outputs = new OrtValue[1];
    private readonly TensorBuffer<float>? viewPixels;
    private readonly TensorBuffer<float>? viewLogits;

    /// <summary>Allocates the outputs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="plan">The tile shape.</param>
    /// <param name="batchSize">Tiles in a batch.</param>
    /// <param name="augmentation">The views.</param>
    /// <param name="token">Ends a run within one node of the graph.</param>
    public NetworkCall(
        InferenceModel model,
        TilePlan plan,
        int batchSize,
        TestTimeAugmentation augmentation,
        CancellationToken token
    )
    {
        this.model = model;
        this.plan = plan;
        views = (int)augmentation;
        parts = new BatchParts(batchSize);
        var (bands, classes) = (model.Definition.Bands.Count, model.Definition.Classes.Count);
        Logits = new TensorBuffer<float>(batchSize, classes, plan.TileHeight, plan.TileWidth);
        if (views > 1)
        {
            viewPixels = new TensorBuffer<float>(batchSize, bands, plan.TileHeight, plan.TileWidth);
            viewLogits = new TensorBuffer<float>(batchSize, classes, plan.TileHeight, plan.TileWidth);
        }

        deadline = new RunDeadline(options, RunDeadline.Batch);
        stop = token.Register(() => options.Terminate = true);
    }

    /// <summary>Gets the logits (N, classes, H, W) of the last batch.</summary>
    public TensorBuffer<float> Logits { get; }

    /// <summary>Gets the tiles that go through the network at once; fewer than a batch where memory was short.</summary>
    public int BatchSize => parts.Size;

    /// <summary>Gets the size of the outputs in bytes.</summary>
    public long Bytes => Logits.Bytes + (viewPixels?.Bytes ?? 0) + (viewLogits?.Bytes ?? 0);

    /// <summary>Fills <see cref="Logits"/>.</summary>
    /// <param name="batch">The batch.</param>
    /// <exception cref="SegmentEnvironmentException">ONNX Runtime failed, for want of memory as a rule.</exception>
    public void Run(TileBatch batch)
    {
        if (views == 1)
        {
            Run(batch.Pixels, Logits, plan.TileHeight, plan.TileWidth);
            return;
        }

        for (var slot = 0; slot < batch.Tiles.Count; slot++)
        {
            Logits.Slot(slot).Clear();
        }

        for (var index = 0; index < views; index++)
        {
            RunView(new DihedralView(index), batch);
        }

        for (var slot = 0; slot < batch.Tiles.Count; slot++)
        {
            var sum = Logits.Slot(slot);
            System.Numerics.Tensors.TensorPrimitives.Multiply(sum, 1f / views, sum);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Dispose();
        deadline.Dispose();
        options.Dispose();
        Logits.Dispose();
        viewPixels?.Dispose();
        viewLogits?.Dispose();
    }

    private void RunView(DihedralView view, TileBatch batch)
    {
        var (height, width) = view.Swaps ? (plan.TileWidth, plan.TileHeight) : (plan.TileHeight, plan.TileWidth);
        for (var slot = 0; slot < batch.Tiles.Count; slot++)
        {
            view.Show(batch.Pixels.Slot(slot), plan.TileHeight, plan.TileWidth, viewPixels!.Slot(slot));
        }

        Run(viewPixels!, viewLogits!, height, width);
        for (var slot = 0; slot < batch.Tiles.Count; slot++)
        {
            view.AddBack(viewLogits!.Slot(slot), plan.TileHeight, plan.TileWidth, Logits.Slot(slot));
        }
    }

    /// <summary>Runs a whole batch, in parts where memory asks for it.</summary>
    private void Run(TensorBuffer<float> pixels, TensorBuffer<float> logits, int height, int width)
    {
        try
        {
            parts.Run(
                (first, count) =>
                {
                    using var input = pixels.Part(first, count, model.Definition.Bands.Count, height, width);
                    using var output = logits.Part(first, count, model.Definition.Classes.Count, height, width);
                    (inputs[0], outputs[0]) = (input, output);
                    deadline.Start();
                    model.Session.Run(options, InputNames, inputs, OutputNames, outputs);
                    deadline.Stop();
                }
            );
        }
        catch (OnnxRuntimeException e) when (deadline.IsOver)
        {
            throw new SegmentEnvironmentException(
                $"The network did not finish {parts.Size} tile(s) of {plan.TileHeight} × {plan.TileWidth} pixels within "
                    + $"{RunDeadline.Batch.TotalMinutes:0} minutes. Take a smaller tile size or batch size.",
                e
            );
        }
        catch (OnnxRuntimeException e)
        {
            if (options.Terminate)
            {
                throw new OperationCanceledException("The run was stopped.", e);
            }

            throw new SegmentEnvironmentException(
                $"ONNX Runtime failed on {parts.Size} tile(s) of {plan.TileHeight} × {plan.TileWidth} pixels: "
                    + $"{e.Message.TrimEnd('.')}. If memory ran out, take a smaller tile size, or fewer lanes.",
                e
            );
        }
    }
}
