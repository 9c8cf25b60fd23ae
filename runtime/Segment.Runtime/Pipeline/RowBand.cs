using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime.Pipeline.Blending;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>The layers of one row of tiles, put together as whole rows of the map.</summary>
/// <param name="plan">The tiles.</param>
/// <param name="layers">The number of layers; the first is the class index.</param>
/// <param name="sums">Where the sums of tiles that blend come from; null where tiles are cut.</param>
internal sealed class RowBand(TilePlan plan, int layers, SumsPool? sums = null) : IDisposable
{
    private readonly int width = plan.Width;
    private readonly byte[][] values =
    [
        .. Enumerable
            .Range(0, layers)
            .Select(_ => new byte[checked(plan.Width * Math.Min(plan.CoreHeight, plan.Height))]),
    ];
    private readonly BlendCell[] cells = sums is null
        ? []
        : [.. Enumerable.Range(0, plan.CoreColumns).Select(column => new BlendCell(plan, sums, column))];
    private readonly CountdownEvent pending = new(1);

    /// <summary>Gets the first row in the scene.</summary>
    public int FirstRow { get; private set; }

    /// <summary>Gets the rows it holds now.</summary>
    public int Height { get; private set; }

    /// <summary>Gets the rows of each layer (H, W), 255 where there is no data.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Layers =>
        [.. values.Select(layer => (ReadOnlyMemory<byte>)layer.AsMemory(0, Height * width))];

    /// <summary>Gets the class indices (H, W).</summary>
    public ReadOnlySpan<byte> ClassIndex => values[0].AsSpan(0, Height * width);

    /// <summary>Gets what the tiles answered just beyond their cores.</summary>
    public SeamStrips Seams { get; } = new(plan);

    /// <summary>Gets the size in bytes.</summary>
    public long Bytes => values.Sum(layer => layer.LongLength) + Seams.Bytes + (cells.Length * BlendCell.BytesOf(plan));

    /// <summary>Takes the band for another row of tiles.</summary>
    /// <param name="firstRow">Its first row in the scene.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="tiles">The tiles that will fill it; of tiles that blend, the cores.</param>
    public void Begin(int firstRow, int height, int tiles)
    {
        FirstRow = firstRow;
        Height = height;
        Seams.Clear();
        foreach (var cell in cells)
        {
            cell.Begin(firstRow);
        }

        pending.Reset(tiles);
    }

    /// <summary>Gets a run of pixels to fill. Tiles fill different pixels, so they may do so at the same time.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="row">The row in the scene.</param>
    /// <param name="column">The first column.</param>
    /// <param name="count">The pixels.</param>
    /// <returns>One byte a pixel.</returns>
    public Span<byte> Run(int layer, int row, int column, int count) =>
        values[layer].AsSpan(((row - FirstRow) * width) + column, count);

    /// <summary>Gets the cells that a tile reaches, where tiles blend.</summary>
    /// <param name="tile">The tile.</param>
    /// <returns>One or two cells.</returns>
    public ReadOnlySpan<BlendCell> CellsOf(Tile tile)
    {
        var first = tile.Window.Column / plan.CoreWidth;
        return cells.AsSpan(first, Math.Min(tile.Window.Width / plan.CoreWidth, cells.Length - first));
    }

    /// <summary>Tells that one tile, or core, has filled its pixels.</summary>
    public void TileDone() => pending.Signal();

    /// <summary>Passes over a tile that holds no data, which is done thereby: NoData where no other tile answers.</summary>
    /// <param name="tile">The tile.</param>
    public void Skip(Tile tile)
    {
        if (plan.Blends)
        {
            foreach (var cell in CellsOf(tile))
            {
                cell.Skip(this);
            }
        }
        else
        {
            Fill(tile.Core, MapLayer.NoData);
            TileDone();
        }
    }

    /// <summary>Writes one number into all layers.</summary>
    /// <param name="area">Where, in the scene.</param>
    /// <param name="value">The number.</param>
    public void Fill(PixelWindow area, byte value)
    {
        for (var layer = 0; layer < values.Length; layer++)
        {
            for (var row = area.Row; row < area.EndRow; row++)
            {
                Run(layer, row, area.Column, area.Width).Fill(value);
            }
        }
    }

    /// <summary>Waits until all pixels are filled.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <param name="token">Ends the wait.</param>
    /// <returns>Whether the band is whole.</returns>
    public bool WaitWhole(TimeSpan patience, CancellationToken token) => pending.Wait(patience, token);

    /// <inheritdoc/>
    public void Dispose() => pending.Dispose();
}
