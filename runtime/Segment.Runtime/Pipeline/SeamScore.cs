using Segment.Raster.Maps;
using Segment.Runtime.Pipeline.Blending;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>
/// Compares what neighbouring tiles answer for the same pixels along their seam. Where the padding covers what the
/// network sees they agree; where it does not, seams show in the map. Tiles that blend are compared before they are blended,
/// along the middle of their overlap.
/// </summary>
/// <param name="plan">The tiles.</param>
internal sealed class SeamScore(TilePlan plan)
{
    private readonly byte[] above = new byte[plan.Width * SeamStrips.Depth];
    private int expectedRow = -1;
    private long compared;
    private long differing;

    /// <summary>Gets the pixels that two tiles answered.</summary>
    public long Compared => Interlocked.Read(ref compared);

    /// <summary>Gets those of them for which they named different classes.</summary>
    public long Differing => Interlocked.Read(ref differing);

    /// <summary>Gets how often the map's class changes across the middle of overlaps, and elsewhere; of tiles that blend.</summary>
    public SeamChanges Changes { get; } = new(plan);

    /// <summary>Adds what was compared elsewhere, on any thread.</summary>
    /// <param name="found">The pixels compared, and those that differ.</param>
    public void Add((long Compared, long Differing) found)
    {
        Interlocked.Add(ref compared, found.Compared);
        Interlocked.Add(ref differing, found.Differing);
    }

    /// <summary>Compares a finished band with itself, and with the one above where that came just before it.</summary>
    /// <param name="band">The band.</param>
    public void Add(RowBand band)
    {
        if (plan.Blends)
        {
            Changes.Add(band);
            return;
        }

        for (var row = 0; row < band.Height; row++)
        {
            var classes = band.ClassIndex.Slice(row * plan.Width, plan.Width);
            for (var tile = 0; tile + 1 < plan.Columns; tile++)
            {
                Compare(band.Seams.Right(row, tile), classes[((tile + 1) * plan.CoreWidth)..]);
            }
        }

        var rows = Math.Min(SeamStrips.Depth, band.Height);
        if (band.FirstRow == expectedRow)
        {
            Compare(above.AsSpan(0, rows * plan.Width), band.ClassIndex);
        }

        for (var row = 0; row < SeamStrips.Depth; row++)
        {
            band.Seams.Below(row).CopyTo(above.AsSpan(row * plan.Width));
        }

        expectedRow = band.FirstRow + band.Height;
    }

    private void Compare(ReadOnlySpan<byte> beyond, ReadOnlySpan<byte> map)
    {
        for (var i = 0; i < Math.Min(beyond.Length, map.Length); i++)
        {
            if (beyond[i] < MapLayer.AbstainIndex && map[i] < MapLayer.AbstainIndex)
            {
                compared++;
                differing += beyond[i] == map[i] ? 0 : 1;
            }
        }
    }
}
