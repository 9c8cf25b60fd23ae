namespace Segment.TrainingData.Splitting;

/// <summary>
/// Chooses validation blocks greedily: at each step the block that most improves the split, until none does. A good split
/// holds the wanted share of every class and costs few training pixels and chips.
/// </summary>
internal sealed class BlockSelection
{
    // What a fault costs, in units of "a class that is as far from its wanted share as can be".
    private const double MissingClass = 1;
    private const double LostPixels = 4;
    private const double DroppedChips = 0.5;
    private const double StarvedClass = 4;

    // A class should keep at least this share of its pixels for training.
    private const double KeptShare = 0.6;

    private readonly CellGrid grid;
    private readonly double share;
    private readonly List<int>[] blocks;
    private readonly bool[] selected;
    private readonly int[] remaining;
    private readonly bool[] dropped;
    private readonly long[] total;
    private readonly long[] held;
    private readonly long[] lost;
    private int droppedCount;

    /// <summary>Prepares a choice among blocks.</summary>
    /// <param name="grid">The counts.</param>
    /// <param name="blocks">The cells of each block.</param>
    /// <param name="share">Wanted share of the labelled pixels, 0–1.</param>
    public BlockSelection(CellGrid grid, IEnumerable<List<int>> blocks, double share)
    {
        this.grid = grid;
        this.share = share;
        this.blocks = [.. blocks];
        selected = new bool[grid.Places.Count];
        remaining = [.. grid.ChipsOfCell.Select(c => c.Count)];
        dropped = new bool[grid.CellsOfChip.Count];
        total = new long[grid.Classes];
        held = new long[grid.Classes];
        lost = new long[grid.Classes];
        foreach (var counts in grid.Counts)
        {
            Accumulate(total, counts, 1);
        }
    }

    /// <summary>Gets the cost of the choice; lower is better.</summary>
    public double Cost { get; private set; } = double.PositiveInfinity;

    /// <summary>Gets the chosen blocks.</summary>
    public List<int> Chosen { get; } = [];

    /// <summary>Gets which cells the chosen blocks hold.</summary>
    public IReadOnlyList<bool> Selected => selected;

    /// <summary>Chooses.</summary>
    public void Run()
    {
        while (true)
        {
            var (best, cost) = (-1, Cost);
            for (var b = 0; b < blocks.Length; b++)
            {
                if (selected[blocks[b][0]])
                {
                    continue;
                }

                var undo = Take(blocks[b]);
                var after = Evaluate();
                Return(blocks[b], undo);
                if (after < cost - 1e-9)
                {
                    (best, cost) = (b, after);
                }
            }

            if (best < 0)
            {
                return;
            }

            Take(blocks[best]);
            Cost = cost;
            Chosen.Add(best);
        }
    }

    private static void Accumulate(long[] sum, long[] counts, int sign)
    {
        for (var c = 0; c < sum.Length; c++)
        {
            sum[c] += sign * counts[c];
        }
    }

    /// <summary>Moves a block to validation and drops the chips that touch it.</summary>
    private List<int> Take(List<int> block)
    {
        foreach (var cell in block)
        {
            if (remaining[cell] == 0)
            {
                Accumulate(lost, grid.Counts[cell], -1);
            }

            selected[cell] = true;
            Accumulate(held, grid.Counts[cell], 1);
        }

        var newly = block.SelectMany(cell => grid.ChipsOfCell[cell]).Where(chip => !dropped[chip]).Distinct().ToList();
        foreach (var chip in newly)
        {
            dropped[chip] = true;
            foreach (var cell in grid.CellsOfChip[chip])
            {
                if (--remaining[cell] == 0 && !selected[cell])
                {
                    Accumulate(lost, grid.Counts[cell], 1);
                }
            }
        }

        droppedCount += newly.Count;
        return newly;
    }

    private void Return(List<int> block, List<int> newly)
    {
        foreach (var chip in newly)
        {
            dropped[chip] = false;
            foreach (var cell in grid.CellsOfChip[chip])
            {
                if (remaining[cell]++ == 0 && !selected[cell])
                {
                    Accumulate(lost, grid.Counts[cell], -1);
                }
            }
        }

        droppedCount -= newly.Count;
        foreach (var cell in block)
        {
            selected[cell] = false;
            Accumulate(held, grid.Counts[cell], -1);
            if (remaining[cell] == 0)
            {
                Accumulate(lost, grid.Counts[cell], 1);
            }
        }
    }

    private double Evaluate()
    {
        if (droppedCount == dropped.Length)
        {
            return double.PositiveInfinity;
        }

        var (balance, faults, classes) = (0.0, 0.0, 0);
        for (var c = 0; c < grid.Classes; c++)
        {
            if (total[c] == 0)
            {
                continue;
            }

            classes++;
            var kept = (total[c] - held[c] - lost[c]) / (double)total[c];
            if (kept <= 0)
            {
                return double.PositiveInfinity;
            }

            balance += Math.Min(1.5, Math.Abs((held[c] / (share * total[c])) - 1));
            faults += (held[c] == 0 ? MissingClass : 0) + (StarvedClass * Math.Max(0, KeptShare - kept));
        }

        var all = (double)total.Sum();
        return (balance / classes)
            + faults
            + Math.Min(1.5, Math.Abs((held.Sum() / (share * all)) - 1))
            + (LostPixels * lost.Sum() / all)
            + (DroppedChips * droppedCount / dropped.Length);
    }
}
