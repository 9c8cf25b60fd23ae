using static TorchSharp.torch;

namespace Segment.Trainer.Loop.Mixing;

/// <summary>Which chip of a batch is mixed with which.</summary>
internal static class BatchPairs
{
    /// <summary>Draws a partner for each chip; a chip can be its own, as in the papers' programs.</summary>
    /// <param name="count">Chips of the batch.</param>
    /// <param name="random">Chance.</param>
    /// <param name="device">Where the batch lies.</param>
    /// <returns>int64 (count).</returns>
    public static Tensor Draw(int count, Random random, Device device)
    {
        long[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        return tensor(order, device: device);
    }
}
