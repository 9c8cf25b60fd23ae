using System.Runtime.InteropServices;
using Segment.Trainer.Data;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop.Calibrating;

/// <summary>The logits of labelled pixels, and their labels.</summary>
/// <param name="Classes">Number of classes.</param>
/// <param name="Values">Logits, a pixel after another, each with one value a class.</param>
/// <param name="Labels">The class index of each pixel.</param>
internal sealed record PixelLogits(int Classes, float[] Values, byte[] Labels)
{
    // One number is fitted: more pixels do not make it better, and the figures are right to a tenth of a per cent.
    private const long MostPixels = 200_000;

    /// <summary>Lets a network answer chips, and takes an even sample of their labelled pixels.</summary>
    /// <param name="network">The network; it is left in evaluation mode.</param>
    /// <param name="compute">Where it lives.</param>
    /// <param name="data">The chips.</param>
    /// <param name="batchSize">Most chips at once.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>All labelled pixels, or each n-th of them where there are more than 200 000.</returns>
    public static PixelLogits Sample(
        TorchNetwork network,
        ComputeDevice compute,
        ChipDataset data,
        int batchSize,
        int classes
    )
    {
        network.eval();
        using var frozen = no_grad();
        var labelled = Enumerable
            .Range(0, data.Count)
            .Sum(c => (long)data.Labels(c).Count(l => l != LossCatalog.Ignore));
        var step = (int)Math.Max(1, (labelled + MostPixels - 1) / MostPixels);
        var (values, labels, seen) = (new List<float>(), new List<byte>(), 0L);
        var loader = new BatchLoader(data, data.Height, data.Width, ScalarType.Float32);
        foreach (var batch in loader.Load(EpochPlan.Validation(data, batchSize), CancellationToken.None))
        {
            using var scope = NewDisposeScope();
            using var assembled = batch;
            var truth = batch.Labels.to_type(ScalarType.Byte).bytes.ToArray();
            var logits = network.forward(batch.Image.to(compute.Device)).permute(0, 2, 3, 1).contiguous().cpu();
            var numbers = MemoryMarshal.Cast<byte, float>(logits.bytes);
            for (var pixel = 0; pixel < truth.Length; pixel++)
            {
                if (truth[pixel] != LossCatalog.Ignore && seen++ % step == 0)
                {
                    labels.Add(truth[pixel]);
                    values.AddRange(numbers.Slice(pixel * classes, classes));
                }
            }
        }

        return new PixelLogits(classes, [.. values], [.. labels]);
    }
}
