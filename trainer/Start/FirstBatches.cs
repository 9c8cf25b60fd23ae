using Segment.Trainer.Data;
using Segment.Trainer.Loop;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Start;

/// <summary>The images of a training's first steps, to measure statistics on.</summary>
internal static class FirstBatches
{
    private const int Count = 8;

    /// <summary>Yields the images.</summary>
    /// <param name="data">The training chips.</param>
    /// <param name="settings">How the training runs.</param>
    /// <param name="compute">Where the network lives.</param>
    /// <returns>Batches of normalized images, each (N, bands, H, W), on the network's device; the caller disposes them.</returns>
    public static IEnumerable<Tensor> Of(ChipDataset data, LoopSettings settings, ComputeDevice compute)
    {
        var plan = EpochPlan.Training(
            data,
            settings.Height,
            settings.Width,
            settings.BatchSize,
            settings.Seed,
            epoch: 1
        );
        foreach (var items in plan.Take(Count))
        {
            using var batch = data.Assemble(items, settings.Height, settings.Width, ScalarType.Float32);
            yield return batch.Image.to(compute.Device, copy: true);
        }
    }
}
