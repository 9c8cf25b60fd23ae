using Segment.PackageFormat;
using Segment.Trainer.Data;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop;

/// <summary>How a network answers chips.</summary>
/// <param name="Loss">Mean loss over the labelled pixels.</param>
/// <param name="Matrix">Counts of reference and answer over the labelled pixels.</param>
internal sealed record Evaluation(double Loss, ConfusionMatrix Matrix)
{
    /// <summary>Runs the network, in float32, over all chips of a dataset.</summary>
    /// <param name="network">The network; it is left in evaluation mode.</param>
    /// <param name="compute">Where it lives.</param>
    /// <param name="data">The chips, each with at least one labelled pixel.</param>
    /// <param name="batchSize">Most chips at once.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="loss">The loss.</param>
    /// <returns>Loss and counts.</returns>
    public static Evaluation Run(
        TorchNetwork network,
        ComputeDevice compute,
        ChipDataset data,
        int batchSize,
        int classes,
        Loss loss
    )
    {
        network.eval();
        using var frozen = no_grad();
        var matrix = new ConfusionMatrix(classes);
        var (sum, pixels) = (0.0, 0L);
        var loader = new BatchLoader(data, data.Height, data.Width, ScalarType.Float32);
        foreach (var batch in loader.Load(EpochPlan.Validation(data, batchSize), CancellationToken.None))
        {
            using var scope = NewDisposeScope();
            using var assembled = batch;
            var labels = batch.Labels.to(compute.Device);
            var logits = network.forward(batch.Image.to(compute.Device));
            var truth = batch.Labels.to_type(ScalarType.Byte);
            var answer = logits.argmax(1).to_type(ScalarType.Byte).cpu();
            var labelled = truth.bytes.Length - truth.bytes.Count(LossCatalog.Ignore);
            matrix.Add(truth.bytes, answer.bytes);
            sum += loss.Mean(logits, labels).item<float>() * (double)labelled;
            pixels += labelled;
        }

        return new Evaluation(sum / pixels, matrix);
    }
}
