using Segment.Raster.Maps;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>
/// What the tiles of a row answer for the first pixels beyond their cores, to the right and below: pixels whose class
/// in the map comes from the neighbouring tile.
/// </summary>
/// <param name="plan">The tiles.</param>
internal sealed class SeamStrips(TilePlan plan)
{
    /// <summary>The pixels beyond a core that are compared, where the padding and the neighbour are that wide.</summary>
    public const int Depth = 2;

    private readonly byte[] right = new byte[checked(plan.CoreHeight * plan.Columns * Depth)];
    private readonly byte[] below = new byte[checked(plan.Width * Depth)];

    /// <summary>Gets the size in bytes.</summary>
    public long Bytes => right.LongLength + below.LongLength;

    /// <summary>Forgets all answers.</summary>
    public void Clear()
    {
        right.AsSpan().Fill(MapLayer.NoData);
        below.AsSpan().Fill(MapLayer.NoData);
    }

    /// <summary>Gets the class indices right of a core in one of its rows; 255 where there is none.</summary>
    /// <param name="row">The row, from the band's first.</param>
    /// <param name="tileColumn">The tile, from the left.</param>
    /// <returns>One byte a pixel, <see cref="Depth"/> pixels.</returns>
    public Span<byte> Right(int row, int tileColumn) =>
        right.AsSpan(((row * plan.Columns) + tileColumn) * Depth, Depth);

    /// <summary>Gets a row of class indices below the cores; 255 where there is none.</summary>
    /// <param name="row">The row, 0 to <see cref="Depth"/> − 1.</param>
    /// <returns>One byte a pixel of the scene's width.</returns>
    public Span<byte> Below(int row) => below.AsSpan(row * plan.Width, plan.Width);
}
