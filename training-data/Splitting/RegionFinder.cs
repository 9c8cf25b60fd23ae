namespace Segment.TrainingData.Splitting;

/// <summary>
/// Finds the regions of a label grid: pixels of one class that hang together, over a missing pixel too, so that a thin
/// polygon whose pixels barely touch is one region. Two polygons of a class that touch become one region.
/// </summary>
internal sealed class RegionFinder
{
    // Two runs of a class belong together where they are at most this far apart, in rows and in columns.
    private const int Reach = 2;

    private const byte Ignore = byte.MaxValue;
    private const int Side = 64;

    private readonly List<int> parents = [];
    private readonly List<Run> runs = [];

    /// <summary>Gives each labelled pixel the number of its region.</summary>
    /// <param name="labels">Class index of each pixel; 255 = ignore.</param>
    /// <returns>The number of each pixel's region, from 0 in reading order, −1 without a label; and how many there are.</returns>
    public static (PixelGrid<int> Numbers, int Count) Find(PixelGrid<byte> labels)
    {
        var finder = new RegionFinder();
        foreach (var row in labels.Blocks)
        {
            for (var line = 0; line < Side; line++)
            {
                finder.AddRow((row.Key * Side) + line, row, labels);
            }
        }

        return finder.Number();
    }

    private readonly record struct Run(int Row, int Start, int End, byte Class);

    private void AddRow(int row, IGrouping<int, int> blocks, PixelGrid<byte> labels)
    {
        var first = runs.Count;
        foreach (var block in blocks)
        {
            AddRuns(row, block * Side, labels.Row(blocks.Key, block, row - (blocks.Key * Side)), first);
        }

        for (var run = first; run < runs.Count; run++)
        {
            for (var other = run + 1; other < runs.Count && runs[other].Start < runs[run].End + Reach; other++)
            {
                JoinIfClose(run, other);
            }
        }

        for (var up = 1; up <= Reach; up++)
        {
            JoinRows(first, RowStart(row - up, first));
        }
    }

    private void AddRuns(int row, int column, ReadOnlySpan<byte> labels, int first)
    {
        for (var start = 0; start < labels.Length; )
        {
            var label = labels[start];
            var length = labels[start..].IndexOfAnyExcept(label);
            var end = length < 0 ? labels.Length : start + length;
            if (label != Ignore)
            {
                if (runs.Count > first && runs[^1] is var last && last.End == column + start && last.Class == label)
                {
                    runs[^1] = last with { End = column + end };
                }
                else
                {
                    parents.Add(runs.Count);
                    runs.Add(new Run(row, column + start, column + end, label));
                }
            }

            start = end;
        }
    }

    /// <summary>Finds the first run of a row that came before.</summary>
    private int RowStart(int row, int end)
    {
        var (low, high) = (0, end);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = runs[middle].Row < row ? (middle + 1, high) : (low, middle);
        }

        return low < end && runs[low].Row == row ? low : -1;
    }

    private void JoinRows(int lower, int upper)
    {
        if (upper < 0)
        {
            return;
        }

        var row = runs[upper].Row;
        for (var run = lower; run < runs.Count; run++)
        {
            while (upper < lower && runs[upper].Row == row && runs[upper].End + Reach <= runs[run].Start)
            {
                upper++;
            }

            for (var other = upper; other < lower && runs[other].Row == row; other++)
            {
                if (runs[other].Start >= runs[run].End + Reach)
                {
                    break;
                }

                JoinIfClose(run, other);
            }
        }
    }

    private void JoinIfClose(int a, int b)
    {
        if (
            runs[a].Class == runs[b].Class
            && runs[a].Start < runs[b].End + Reach
            && runs[b].Start < runs[a].End + Reach
        )
        {
            var (x, y) = (Root(a), Root(b));
            parents[Math.Max(x, y)] = Math.Min(x, y);
        }
    }

    private int Root(int run)
    {
        while (parents[run] != run)
        {
            run = parents[run] = parents[parents[run]];
        }

        return run;
    }

    private (PixelGrid<int> Numbers, int Count) Number()
    {
        var grid = new PixelGrid<int>(-1);
        var numbers = new Dictionary<int, int>();
        for (var run = 0; run < runs.Count; run++)
        {
            var root = Root(run);
            if (!numbers.TryGetValue(root, out var number))
            {
                numbers.Add(root, number = numbers.Count);
            }

            for (var column = runs[run].Start; column < runs[run].End; column++)
            {
                grid[runs[run].Row, column] = number;
            }
        }

        return (grid, numbers.Count);
    }
}
