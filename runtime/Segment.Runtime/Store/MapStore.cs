using Segment.PackageFormat;

namespace Segment.Runtime.Store;

/// <summary>All rows of a map, once they are made: what the finished files are assembled from.</summary>
/// <remarks>One thread at a time may use it.</remarks>
public sealed class MapStore
{
    private readonly IReadOnlyList<StoreShard> shards;

    /// <summary>Puts shards together.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="shards">All shards, from the top down, each complete.</param>
    /// <exception cref="ArgumentException">Rows are missing.</exception>
    public MapStore(StorePlan plan, IReadOnlyList<StoreShard> shards)
    {
        if (shards.Count != plan.Shards || shards.Any(shard => !shard.IsComplete))
        {
            throw new ArgumentException("Rows of the map are missing.", nameof(shards));
        }

        Plan = plan;
        this.shards = shards;
    }

    /// <summary>Gets the plan: size and layers.</summary>
    public StorePlan Plan { get; }

    /// <summary>Gets the pixels of each class index, 256 long; those at 255 hold no data.</summary>
    public IReadOnlyList<long> Counts =>
        [.. Enumerable.Range(0, 256).Select(v => shards.Sum(shard => shard.Counts[v]))];

    /// <summary>Reads whole rows of a layer.</summary>
    /// <param name="layer">The layer's position in the plan.</param>
    /// <param name="firstRow">The first row, in the scene.</param>
    /// <param name="values">Filled with whole rows (rows, W).</param>
    /// <exception cref="SegmentOutputException">The disk fails.</exception>
    public void Read(int layer, int firstRow, Memory<byte> values)
    {
        foreach (var shard in shards)
        {
            if (values.IsEmpty)
            {
                return;
            }

            if (firstRow < shard.EndRow)
            {
                var rows = Math.Min(values.Length / Plan.Width, shard.EndRow - firstRow);
                shard.Read(layer, firstRow, values[..(rows * Plan.Width)]);
                firstRow += rows;
                values = values[(rows * Plan.Width)..];
            }
        }
    }
}
