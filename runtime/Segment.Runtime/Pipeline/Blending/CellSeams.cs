using Segment.Raster.Maps;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline.Blending;

/// <summary>
/// The classes that overlapping tiles name, each for itself, along the middle of their overlap: where the map would pass from
/// one to the next if they were cut.
/// </summary>
/// <param name="plan">The tiles.</param>
/// <param name="column">The cell's column among the cores.</param>
internal sealed class CellSeams(TilePlan plan, int column)
{
    /// <summary>The pixels beside a line that are compared: one on either side.</summary>
    public const int Depth = 2;

    private readonly byte[][] across = [new byte[Depth * plan.CoreHeight], new byte[Depth * plan.CoreHeight]];
    private readonly byte[][] down = [new byte[Depth * plan.CoreWidth], new byte[Depth * plan.CoreWidth]];
    private int row;

    /// <summary>Gets the bytes of one cell.</summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>Bytes.</returns>
    public static long BytesOf(TilePlan plan) => 2L * Depth * (plan.CoreHeight + plan.CoreWidth);

    /// <summary>Gets the first of the two columns, or rows, beside the middle line of a core.</summary>
    /// <param name="length">The core's length.</param>
    /// <returns>The position in the core.</returns>
    public static int Middle(int length) => Math.Max(0, (length / 2) - 1);

    /// <summary>Forgets all answers.</summary>
    /// <param name="coreRow">The row of cores that comes next.</param>
    public void Begin(int coreRow)
    {
        row = coreRow;
        foreach (var strip in across.Concat(down))
        {
            strip.AsSpan().Fill(MapLayer.NoData);
        }
    }

    /// <summary>Gets what a tile names in one row of the cell, beside the line between the tiles left and right.</summary>
    /// <param name="tileRow">The tile's row.</param>
    /// <param name="tileColumn">The tile's column.</param>
    /// <param name="line">The row, from the cell's first.</param>
    /// <returns><see cref="Depth"/> class indices to fill; empty where the tile does not take part.</returns>
    public Span<byte> Across(int tileRow, int tileColumn, int line) =>
        tileRow == Math.Min(row, plan.Rows - 1) && column > 0 && column < plan.Columns
            ? across[column - tileColumn].AsSpan(line * Depth, Depth)
            : [];

    /// <summary>Gets what a tile names in one of the two rows beside the line between the tiles above and below.</summary>
    /// <param name="tileRow">The tile's row.</param>
    /// <param name="tileColumn">The tile's column.</param>
    /// <param name="line">0 above the line, 1 below.</param>
    /// <returns>The class indices of the cell's columns, to fill; empty where the tile does not take part.</returns>
    public Span<byte> Down(int tileRow, int tileColumn, int line) =>
        tileColumn == Math.Min(column, plan.Columns - 1) && row > 0 && row < plan.Rows
            ? down[row - tileRow].AsSpan(line * plan.CoreWidth, plan.CoreWidth)
            : [];

    /// <summary>Compares the answers, when all tiles have given theirs.</summary>
    /// <returns>The pixels that both tiles answered, and those of them for which they named different classes.</returns>
    public (long Compared, long Differing) Compare()
    {
        long compared = 0,
            differing = 0;
        foreach (var sides in new[] { across, down })
        {
            for (var i = 0; i < sides[0].Length; i++)
            {
                if (sides[0][i] < MapLayer.AbstainIndex && sides[1][i] < MapLayer.AbstainIndex)
                {
                    compared++;
                    differing += sides[0][i] == sides[1][i] ? 0 : 1;
                }
            }
        }

        return (compared, differing);
    }
}
