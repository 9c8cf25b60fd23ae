using System.Numerics;
using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>A set of pixels of the chips' common grid: one bit each, in blocks of 64 × 64 that exist where needed.</summary>
internal sealed class PixelSet
{
    private const int Side = 64;
    private readonly Dictionary<(int Row, int Column), ulong[]> blocks = [];

    /// <summary>Gets the number of pixels.</summary>
    public long Count => blocks.Values.Sum(rows => rows.Sum(bits => (long)BitOperations.PopCount(bits)));

    /// <summary>Adds a pixel.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    /// <returns>Whether it was not there before.</returns>
    public bool Add(int row, int column)
    {
        var key = (Floor(row), Floor(column));
        if (!blocks.TryGetValue(key, out var rows))
        {
            blocks.Add(key, rows = new ulong[Side]);
        }

        ref var bits = ref rows[row - (key.Item1 * Side)];
        var bit = 1UL << (column - (key.Item2 * Side));
        var isNew = (bits & bit) == 0;
        bits |= bit;
        return isNew;
    }

    /// <summary>Lists the pixels.</summary>
    /// <returns>Each row that has any, ascending, with its columns, ascending.</returns>
    public IEnumerable<(int Row, IReadOnlyList<int> Columns)> Rows()
    {
        foreach (var band in blocks.GroupBy(b => b.Key.Row).OrderBy(b => b.Key))
        {
            var ordered = band.OrderBy(b => b.Key.Column).ToList();
            for (var row = 0; row < Side; row++)
            {
                var columns = ordered.SelectMany(b => Columns(b.Key.Column * Side, b.Value[row])).ToList();
                if (columns.Count > 0)
                {
                    yield return ((band.Key * Side) + row, columns);
                }
            }
        }
    }

    /// <summary>Counts the pixels that lie in a window.</summary>
    /// <param name="window">The window.</param>
    /// <returns>The number.</returns>
    public long CountIn(PixelWindow window) => Bits(window).Sum(bits => (long)BitOperations.PopCount(bits));

    /// <summary>Counts the pixels that lie in at least one of several windows.</summary>
    /// <param name="windows">The windows.</param>
    /// <returns>The number; each pixel counts once.</returns>
    public long CountCovered(IEnumerable<PixelWindow> windows)
    {
        var covered = new PixelSet();
        foreach (var window in windows.Where(Meets))
        {
            for (var row = window.Row; row < window.EndRow; row++)
            {
                for (var column = window.Column; column < window.EndColumn; column++)
                {
                    if (Contains(row, column))
                    {
                        covered.Add(row, column);
                    }
                }
            }
        }

        return covered.Count;
    }

    /// <summary>Tells whether any pixel lies in a window.</summary>
    /// <param name="window">The window.</param>
    /// <returns>Whether there is one.</returns>
    public bool Meets(PixelWindow window) => Bits(window).Any(bits => bits != 0);

    /// <summary>
    /// Measures how far the nearest pixel lies from a window: the larger of the row and the column distance; 0 inside, 1
    /// beside it.
    /// </summary>
    /// <param name="window">The window.</param>
    /// <param name="limit">Where to stop looking, from 1.</param>
    /// <returns>The distance, or <paramref name="limit"/> where it is that much or more.</returns>
    public int Distance(PixelWindow window, int limit)
    {
        if (!Meets(Grown(window, limit - 1)))
        {
            return limit;
        }

        var (near, far) = (-1, limit - 1);
        while (far - near > 1)
        {
            var middle = near + ((far - near) / 2);
            (near, far) = Meets(Grown(window, middle)) ? (near, middle) : (middle, far);
        }

        return far;
    }

    private bool Contains(int row, int column) =>
        blocks.TryGetValue((Floor(row), Floor(column)), out var rows)
        && (rows[row & (Side - 1)] >> (column & (Side - 1)) & 1) != 0;

    private static PixelWindow Grown(PixelWindow w, int by) =>
        new(w.Row - by, w.Column - by, w.Height + (2 * by), w.Width + (2 * by));

    private static int Floor(int x) => x >> 6;

    private static IEnumerable<int> Columns(int first, ulong bits)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            yield return first + BitOperations.TrailingZeroCount(bits);
        }
    }

    private IEnumerable<ulong> Bits(PixelWindow window)
    {
        if (window.Height <= 0 || window.Width <= 0)
        {
            yield break;
        }

        for (var blockRow = Floor(window.Row); blockRow <= Floor(window.EndRow - 1); blockRow++)
        {
            for (var blockColumn = Floor(window.Column); blockColumn <= Floor(window.EndColumn - 1); blockColumn++)
            {
                if (!blocks.TryGetValue((blockRow, blockColumn), out var rows))
                {
                    continue;
                }

                var part = window.Intersect(new PixelWindow(blockRow * Side, blockColumn * Side, Side, Side));
                var mask = (ulong.MaxValue >> (Side - part.Width)) << (part.Column - (blockColumn * Side));
                for (var row = part.Row; row < part.EndRow; row++)
                {
                    yield return rows[row - (blockRow * Side)] & mask;
                }
            }
        }
    }
}
