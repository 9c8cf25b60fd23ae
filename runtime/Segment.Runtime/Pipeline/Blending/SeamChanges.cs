using Segment.Raster.Maps;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline.Blending;

/// <summary>
/// Counts in the blended map how often the class changes from one pixel to the next: across the lines where the tiles would
/// be cut, and elsewhere. Where blending has done its work, both are alike.
/// </summary>
/// <param name="plan">The tiles.</param>
internal sealed class SeamChanges(TilePlan plan)
{
    private readonly long[] pairs = new long[2];
    private readonly long[] changes = new long[2];

    /// <summary>Gets the share of neighbouring pixels across those lines whose classes differ, 0–1; 0 where there are none.</summary>
    public double AcrossSeams => changes[1] / (double)Math.Max(1, pairs[1]);

    /// <summary>Gets the share of all other neighbouring pixels whose classes differ, 0–1.</summary>
    public double Elsewhere => changes[0] / (double)Math.Max(1, pairs[0]);

    /// <summary>Counts in a finished band; neighbours in the band above are not looked at.</summary>
    /// <param name="band">The band.</param>
    public void Add(RowBand band)
    {
        var classes = band.ClassIndex;
        var seamRow = IsSeam(band.FirstRow / plan.CoreHeight, plan.Rows) ? CellSeams.Middle(plan.CoreHeight) : -1;
        for (var row = 0; row < band.Height; row++)
        {
            var line = classes.Slice(row * plan.Width, plan.Width);
            for (var core = 0; core < plan.CoreColumns; core++)
            {
                AddAcross(line, core);
            }

            if (row + 1 < band.Height)
            {
                Count(line, classes.Slice((row + 1) * plan.Width, plan.Width), row == seamRow ? 1 : 0);
            }
        }
    }

    private void AddAcross(ReadOnlySpan<byte> line, int core)
    {
        var first = core * plan.CoreWidth;
        var end = Math.Min(plan.Width, first + plan.CoreWidth);
        var seam = first + CellSeams.Middle(plan.CoreWidth);
        if (!IsSeam(core, plan.Columns) || seam + 1 >= end)
        {
            seam = end - 1;
        }
        else
        {
            Count(line.Slice(seam, 1), line.Slice(seam + 1, 1), 1);
            Count(line[(seam + 1)..(end - 1)], line[(seam + 2)..end], 0);
        }

        Count(line[first..seam], line[(first + 1)..(seam + 1)], 0);
    }

    private void Count(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int kind)
    {
        long told = 0,
            differ = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var both = left[i] < MapLayer.AbstainIndex & right[i] < MapLayer.AbstainIndex;
            told += both ? 1 : 0;
            differ += both & left[i] != right[i] ? 1 : 0;
        }

        pairs[kind] += told;
        changes[kind] += differ;
    }

    /// <summary>Tells whether two tiles overlap in a core along an axis.</summary>
    private static bool IsSeam(int core, int tiles) => core > 0 && core < tiles;
}
