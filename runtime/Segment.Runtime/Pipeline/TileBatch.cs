using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>Tiles that go through the network together, in a tensor of one fixed shape.</summary>
internal sealed class TileBatch : IDisposable
{
    private readonly List<(Tile Tile, RowBand[] Bands)> tiles;
    private readonly byte[] valid;
    private readonly int area;

    /// <summary>Allocates an empty batch.</summary>
    /// <param name="setup">The job.</param>
    public TileBatch(PipelineSetup setup)
    {
        var (capacity, plan) = (setup.Job.BatchSize, setup.Plan);
        Capacity = capacity;
        area = setup.Masked ? checked((int)plan.TileArea) : 0;
        tiles = new List<(Tile, RowBand[])>(capacity);
        valid = new byte[checked(capacity * area)];
        Pixels = new TensorBuffer<float>(
            setup.Model.Memory,
            capacity,
            setup.Bands.Length,
            plan.TileHeight,
            plan.TileWidth
        );
    }

    /// <summary>Gets the tiles it holds when full.</summary>
    public int Capacity { get; }

    /// <summary>Gets the samples (N, bands, H, W). Slots beyond <see cref="Tiles"/> hold what an earlier tile left.</summary>
    public TensorBuffer<float> Pixels { get; }

    /// <summary>Gets the tiles it holds now, and the bands that take their answers.</summary>
    public IReadOnlyList<(Tile Tile, RowBand[] Bands)> Tiles => tiles;

    /// <summary>Gets the samples (bands, H, W) of the next tile, to be filled before <see cref="Add"/>.</summary>
    public Span<float> NextPixels => Pixels.Slot(tiles.Count);

    /// <summary>Gets one byte a pixel (H, W) of the next tile: 1 where it holds data; empty where all do.</summary>
    public Span<byte> NextValid => valid.AsSpan(tiles.Count * area, area);

    /// <summary>Gets the size in bytes.</summary>
    public long Bytes => Pixels.Bytes + valid.LongLength;

    /// <summary>Gets one byte a pixel (H, W) of a tile: 1 where it holds data; empty where all do.</summary>
    /// <param name="slot">The tile's position.</param>
    /// <returns>The bytes.</returns>
    public ReadOnlySpan<byte> Valid(int slot) => valid.AsSpan(slot * area, area);

    /// <summary>Takes in the tile whose samples were filled.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="bands">The bands that take its answers: one, or two where tiles blend.</param>
    public void Add(Tile tile, RowBand[] bands) => tiles.Add((tile, bands));

    /// <summary>Empties the batch.</summary>
    public void Clear() => tiles.Clear();

    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();
}
