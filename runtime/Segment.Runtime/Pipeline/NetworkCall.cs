using Microsoft.ML.OnnxRuntime;
using Segment.PackageFormat;
using Segment.Runtime.Layers;
using Segment.Runtime.Models;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>Runs batches through the network: as they are, or in several views whose logits are averaged.</summary>
internal sealed class NetworkCall : IDisposable
{
    private readonly InferenceModel model;
    private readonly TilePlan plan;
    private readonly int views;
    private readonly BatchParts parts;
    private readonly CancellationTokenRegistration stop;
    private readonly RunOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly RunDeadline deadline;
    private readonly OrtIoBinding binding;
    private readonly TensorBuffer<float>? logits;
    private readonly TensorBuffer<byte>? classes;
    private readonly TensorBuffer<byte>? confidence;
    private readonly TensorBuffer<float>? viewPixels;
    private readonly TensorBuffer<float>? viewLogits;

    /// <summary>Allocates the outputs.</summary>
    /// <param name="setup">The job.</param>
    /// <param name="token">Ends a run within one node of the graph.</param>
    public NetworkCall(PipelineSetup setup, CancellationToken token)
    {
        (model, plan, views) = (setup.Model, setup.Plan, (int)setup.Layers.Augmentation);
        var size = setup.Job.BatchSize;
        parts = new BatchParts(size);
        if (setup.AnswersAreShort)
        {
            classes = new TensorBuffer<byte>(model.Memory, size, plan.TileHeight, plan.TileWidth);
            if (setup.Layers.NeedsProbabilities)
            {
                confidence = new TensorBuffer<byte>(model.Memory, size, plan.TileHeight, plan.TileWidth);
            }
        }
        else
        {
            logits = Planes(size, model.Definition.Classes.Count);
        }

        if (views > 1)
        {
            viewPixels = Planes(size, model.Definition.Bands.Count);
            viewLogits = Planes(size, model.Definition.Classes.Count);
        }

        binding = model.Session.CreateIoBinding();
        deadline = new RunDeadline(options, RunDeadline.Batch);
        stop = token.Register(() => options.Terminate = true);
    }

    /// <summary>Gets the tiles that go through the network at once; fewer than a batch where memory was short.</summary>
    public int BatchSize => parts.Size;

    /// <summary>Gets the size of the outputs in bytes.</summary>
    public long Bytes =>
        (logits?.Bytes ?? 0)
        + (classes?.Bytes ?? 0)
        + (confidence?.Bytes ?? 0)
        + (viewPixels?.Bytes ?? 0)
        + (viewLogits?.Bytes ?? 0);

    /// <summary>Gets the answer for a tile of the last batch.</summary>
    /// <param name="slot">The tile's position.</param>
    /// <returns>The answer.</returns>
    public TileAnswer Answer(int slot) =>
        logits is null
            ? new TileAnswer
            {
                Classes = classes!.Slot(slot),
                Confidence = confidence is null ? [] : confidence.Slot(slot),
            }
            : new TileAnswer { Logits = logits.Slot(slot) };

    /// <summary>Runs a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <exception cref="SegmentEnvironmentException">ONNX Runtime failed, for want of memory as a rule.</exception>
    public void Run(TileBatch batch)
    {
        if (views == 1)
        {
            Run(batch.Pixels, logits, plan.TileHeight, plan.TileWidth);
            return;
        }

        for (var slot = 0; slot < batch.Tiles.Count; slot++)
        {
            logits!.Slot(slot).Clear();
        }

        for (var index = 0; index < views; index++)
        {
            RunView(new DihedralView(index), batch);
        }

        for (var slot = 0; slot < batch.Tiles.Count; slot++)
        {
            var sum = logits!.Slot(slot);
            System.Numerics.Tensors.TensorPrimitives.Multiply(sum, 1f / views, sum);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Dispose();
        deadline.Dispose();
        binding.Dispose();
        options.Dispose();
        logits?.Dispose();
        classes?.Dispose();
        confidence?.Dispose();
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
            view.AddBack(viewLogits!.Slot(slot), plan.TileHeight, plan.TileWidth, logits!.Slot(slot));
        }
    }

    /// <summary>Runs a whole batch, in parts where memory asks for it.</summary>
    private void Run(TensorBuffer<float> pixels, TensorBuffer<float>? answer, int height, int width)
    {
        try
        {
            parts.Run((first, count) => Run(pixels, answer, first, count, height, width));
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

    /// <summary>Runs some tiles. On a GPU the samples are copied there when they are bound and the answers back at the end,
    /// which a second lane's computing covers.</summary>
    private void Run(
        TensorBuffer<float> pixels,
        TensorBuffer<float>? answer,
        int first,
        int count,
        int height,
        int width
    )
    {
        using var input = pixels.Part(first, count, model.Definition.Bands.Count, height, width);
        using var floats = answer?.Part(first, count, model.Definition.Classes.Count, height, width);
        using var named = classes?.Part(first, count, height, width);
        using var sure = confidence?.Part(first, count, height, width);
        binding.BindInput(GraphNames.Image, input);
        Bind(GraphNames.Logits, floats);
        Bind(ShortAnswers.ClassIndex, named);
        Bind(ShortAnswers.Confidence, sure);
        binding.SynchronizeBoundInputs();
        deadline.Start();
        model.Session.RunWithBinding(options, binding);
        binding.SynchronizeBoundOutputs();
        deadline.Stop();
    }

    private void Bind(string name, OrtValue? value)
    {
        if (value is not null)
        {
            binding.BindOutput(name, value);
        }
    }

    private TensorBuffer<float> Planes(int size, int channels) =>
        new(model.Memory, size, channels, plan.TileHeight, plan.TileWidth);
}
