using Segment.Runtime.Store;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>Hands out the rows of tiles that a shard still needs, from the top down, with the bands that they fill.</summary>
/// <remarks>Where tiles blend, a row of them fills the lower half of one band and the upper half of the next: a run that
/// begins within the scene computes the row above its first band once more, for that band alone.</remarks>
internal sealed class TileRows
{
    private readonly Lock gate = new();
    private readonly TilePlan plan;
    private readonly PipelineBuffers buffers;
    private readonly int endBand;
    private readonly int endRow;
    private int nextBand;
    private int nextRow;
    private RowBand? last;

    /// <summary>Finds what a shard still needs.</summary>
    /// <param name="plan">The tiles.</param>
    /// <param name="buffers">The bands.</param>
    /// <param name="shard">The shard, not complete.</param>
    public TileRows(TilePlan plan, PipelineBuffers buffers, StoreShard shard)
    {
        (this.plan, this.buffers) = (plan, buffers);
        nextBand = TilePlan.DivideUp(shard.NextRow, plan.CoreHeight);
        endBand = TilePlan.DivideUp(shard.EndRow, plan.CoreHeight);
        nextRow = plan.RowsReaching(nextBand).First;
        endRow = plan.RowsReaching(endBand - 1).Last + 1;
        var first = plan.RowsReaching(shard.FirstRow / plan.CoreHeight).First;
        Total = (long)(endRow - first) * plan.Columns;
        Done = (long)(nextRow - first) * plan.Columns;

        // From here on each row of tiles begins one band at most.
        if (plan.Blends && nextRow == nextBand)
        {
            Begin(buffers.FreeBands.Take());
        }
    }

    /// <summary>Gets the tiles of the whole shard.</summary>
    public long Total { get; }

    /// <summary>Gets those of them that were done before.</summary>
    public long Done { get; }

    /// <summary>Gets the rows of tiles that are left.</summary>
    public int Left => endRow - nextRow;

    /// <summary>Takes the next row of tiles.</summary>
    /// <param name="free">A free band, which the row may begin.</param>
    /// <returns>The row, and the bands that its tiles fill; null when there is none left: then the band is free again.</returns>
    public (int Row, RowBand[] Bands)? Next(RowBand free)
    {
        lock (gate)
        {
            if (nextRow == endRow)
            {
                buffers.FreeBands.Add(free);
                return null;
            }

            var row = nextRow++;
            var above = plan.Blends && last?.FirstRow == row * plan.CoreHeight ? last : null;
            if (nextBand < endBand && plan.RowsReaching(nextBand).First <= row)
            {
                Begin(free);
                return (row, above is null ? [free] : [above, free]);
            }

            buffers.FreeBands.Add(free);
            return (row, [above!]);
        }
    }

    private void Begin(RowBand band)
    {
        var firstRow = nextBand++ * plan.CoreHeight;
        band.Begin(
            firstRow,
            Math.Min(plan.CoreHeight, plan.Height - firstRow),
            plan.Blends ? plan.CoreColumns : plan.Columns
        );
        buffers.BegunBands.Add(band);
        last = band;
    }
}
