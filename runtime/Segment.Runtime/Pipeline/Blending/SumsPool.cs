using System.Collections.Concurrent;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline.Blending;

/// <summary>
/// The weighted sums of probabilities of the cores that some of their tiles have answered: taken when the first tile comes,
/// given back when the last one has, so that about one row of cores is held however tall the scene is.
/// </summary>
/// <param name="plan">The tiles.</param>
/// <param name="classes">The number of classes.</param>
internal sealed class SumsPool(TilePlan plan, int classes)
{
    /// <summary>The sum that stands for a probability of 1.</summary>
    public const int One = HannWindow.One * HannWindow.One;

    private readonly ConcurrentBag<ushort[]> free = [];
    private readonly int length = checked(classes * plan.CoreHeight * plan.CoreWidth);
    private int count;

    /// <summary>Gets the bytes taken so far.</summary>
    public long Bytes => (long)Volatile.Read(ref count) * length * sizeof(ushort);

    /// <summary>Takes the sums of a core.</summary>
    /// <returns>Zeros (classes, H, W) of a whole core.</returns>
    public ushort[] Take()
    {
        if (free.TryTake(out var sums))
        {
            Array.Clear(sums);
            return sums;
        }

        Interlocked.Increment(ref count);
        return new ushort[length];
    }

    /// <summary>Gives sums back.</summary>
    /// <param name="sums">The sums.</param>
    public void Return(ushort[] sums) => free.Add(sums);
}
