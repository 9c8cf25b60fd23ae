using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.Runtime.Pipeline;

/// <summary>The classes of one row of tiles, put together as whole rows of the map.</summary>
/// <param name="width">Columns of the scene.</param>
/// <param name="capacity">The most rows it holds.</param>
internal sealed class RowBand(int width, int capacity) : IDisposable
{
    private readonly byte[] classIndex = new byte[checked(width * capacity)];
    private readonly CountdownEvent pending = new(1);

    /// <summary>Gets the first row in the scene.</summary>
    public int FirstRow { get; private set; }

    /// <summary>Gets the rows it holds now.</summary>
    public int Height { get; private set; }

    /// <summary>Gets the rows of each layer (H, W), as the store takes them.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Layers => [classIndex.AsMemory(0, Height * width)];

    /// <summary>Gets the size in bytes.</summary>
    public long Bytes => classIndex.LongLength;

    /// <summary>Takes the band for another row of tiles.</summary>
    /// <param name="firstRow">Its first row in the scene.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="tiles">The tiles that will fill it.</param>
    public void Begin(int firstRow, int height, int tiles)
    {
        FirstRow = firstRow;
        Height = height;
        pending.Reset(tiles);
    }

    /// <summary>Gets a run of pixels to fill. Tiles fill different pixels, so they may do so at the same time.</summary>
    /// <param name="row">The row in the scene.</param>
    /// <param name="column">The first column.</param>
    /// <param name="count">The pixels.</param>
    /// <returns>One byte a pixel.</returns>
    public Span<byte> Run(int row, int column, int count) =>
        classIndex.AsSpan(((row - FirstRow) * width) + column, count);

    /// <summary>Tells that one tile has filled its pixels.</summary>
    public void TileDone() => pending.Signal();

    /// <summary>Writes NoData into a tile that holds no data, which is done thereby.</summary>
    /// <param name="core">The tile's core.</param>
    public void Skip(PixelWindow core)
    {
        for (var row = core.Row; row < core.EndRow; row++)
        {
            Run(row, core.Column, core.Width).Fill(MapWriter.NoDataIndex);
        }

        TileDone();
    }

    /// <summary>Waits until all tiles have filled their pixels.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <param name="token">Ends the wait.</param>
    /// <returns>Whether the band is whole.</returns>
    public bool WaitWhole(TimeSpan patience, CancellationToken token) => pending.Wait(patience, token);

    /// <inheritdoc/>
    public void Dispose() => pending.Dispose();
}
