using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline.Blending;

/// <summary>One core of a band whose tiles blend: collects what each of its tiles answers, until all have.</summary>
/// <remarks>Sums are whole numbers, so their order does not matter. While a lane adds to a cell it holds <see cref="Gate"/>.</remarks>
/// <param name="plan">The tiles.</param>
/// <param name="pool">Where sums come from.</param>
/// <param name="column">The cell's column among the cores.</param>
internal sealed class BlendCell(TilePlan plan, SumsPool pool, int column)
{
    /// <summary>What the objects of a cell take beside the numbers in them.</summary>
    private const long Objects = 400;

    private int pending;
    private ushort[]? sums;

    /// <summary>Gets the bytes of a cell without its sums.</summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>Bytes.</returns>
    public static long BytesOf(TilePlan plan) => CellSeams.BytesOf(plan) + Objects;

    /// <summary>Gets what a lane locks while it adds.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Gets the cell's column among the cores.</summary>
    public int Column => column;

    /// <summary>Gets the cell's row among the cores.</summary>
    public int Row { get; private set; }

    /// <summary>Gets the pixels of the scene that the cell holds.</summary>
    public PixelWindow Area { get; private set; }

    /// <summary>Gets what its tiles name along the lines where they would be cut.</summary>
    public CellSeams Seams { get; } = new(plan, column);

    /// <summary>Gets the sums (classes, H, W) of a whole core, of probabilities times weights; 0 at first.</summary>
    public ushort[] Sums => sums ??= pool.Take();

    /// <summary>Takes the cell for another band.</summary>
    /// <param name="firstRow">The band's first row in the scene.</param>
    public void Begin(int firstRow)
    {
        Release();
        Row = firstRow / plan.CoreHeight;
        Area = new PixelWindow(firstRow, column * plan.CoreWidth, plan.CoreHeight, plan.CoreWidth).Intersect(
            new PixelWindow(0, 0, plan.Height, plan.Width)
        );
        Seams.Begin(Row);
        pending = Reaching(plan.Rows, Row) * Reaching(plan.Columns, column);
    }

    /// <summary>Tells that one tile has added its answer, or has none. Under <see cref="Gate"/>.</summary>
    /// <returns>Whether it was the last one.</returns>
    public bool TileDone() => --pending == 0;

    /// <summary>Gives the sums back.</summary>
    public void Release()
    {
        if (sums is not null)
        {
            pool.Return(sums);
            sums = null;
        }
    }

    /// <summary>Passes over a tile that holds no data.</summary>
    /// <param name="band">The cell's band; filled with NoData where it was the last tile, as then no pixel of the cell holds
    /// data: each tile reaches all of them.</param>
    public void Skip(RowBand band)
    {
        bool last;
        lock (Gate)
        {
            last = TileDone();
        }

        if (last)
        {
            band.Fill(Area, MapLayer.NoData);
            Release();
            band.TileDone();
        }
    }

    /// <summary>Counts the tiles along an axis that reach a core: one at the border, else two.</summary>
    private static int Reaching(int tiles, int core) => core == 0 || core == tiles ? 1 : 2;
}
