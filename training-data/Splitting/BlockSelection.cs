using Segment.PackageFormat;

namespace Segment.TrainingData.Splitting;

/// <summary>
/// Chooses the blocks of one part after another, greedily: at each step the block that most improves the split, until none
/// does. A good split holds the wanted share of every class and costs few training pixels and chips. No chip shows units
/// of two held-out parts.
/// </summary>
internal sealed class BlockSelection
{
    // What a fault costs, in units of "a class that is as far from its wanted share as can be".
    private const double MissingClass = 2;
    private const double LostPixels = 4;
    private const double DroppedChips = 0.5;
    private const double StarvedClass = 4;

    // A class should keep at least this share of its pixels for training.
    private const double KeptShare = 0.6;

    // What it costs to find no block at all for a part that was asked for; more than any part with faults.
    private const double MissingPart = 20;

    // So many blocks are weighed against each other at each step, in turn; they come in random order.
    private const int WeighedAtOnce = 64;

    private readonly LabelUnits units;
    private readonly List<int>[] blocks;
    private readonly SplitPart?[] parts;
    private readonly int[] remaining;
    private readonly bool[] dropped;
    private readonly long[] total;
    private readonly long[] held;
    private readonly long[] earlier;
    private readonly long[] lost;
    private int droppedCount;
    private SplitPart part;
    private double share;

    /// <summary>Prepares a choice among blocks.</summary>
    /// <param name="units">The counts.</param>
    /// <param name="blocks">The units of each block.</param>
    public BlockSelection(LabelUnits units, IEnumerable<List<int>> blocks)
    {
        this.units = units;
        this.blocks = [.. blocks];
        parts = new SplitPart?[units.Places.Count];
        remaining = [.. units.ChipsOf.Select(c => c.Count)];
        dropped = new bool[units.OfChip.Count];
        total = new long[units.Classes];
        held = new long[units.Classes];
        earlier = new long[units.Classes];
        lost = new long[units.Classes];
        foreach (var counts in units.Counts)
        {
            Accumulate(total, counts, 1);
        }
    }

    /// <summary>Gets the cost of the choice; lower is better, infinite where there is no validation.</summary>
    public double Cost { get; private set; }

    /// <summary>Gets the number of chosen blocks.</summary>
    public int Chosen { get; private set; }

    /// <summary>Gets the part that each unit is held out for; null where it trains.</summary>
    public IReadOnlyList<SplitPart?> Parts => parts;

    /// <summary>Holds out units that were chosen otherwise.</summary>
    /// <param name="which">Their part.</param>
    /// <param name="chosen">The units.</param>
    public void Hold(SplitPart which, List<int> chosen)
    {
        part = which;
        Take(chosen);
    }

    /// <summary>Chooses the blocks of one part.</summary>
    /// <param name="which">Validation first, then test.</param>
    /// <param name="wanted">Wanted share of the labelled pixels, 0–1.</param>
    public void Run(SplitPart which, double wanted)
    {
        (part, share) = (which, wanted);
        var open = Open();
        Accumulate(earlier, held, 1);
        Array.Clear(held);
        var cost = double.PositiveInfinity;
        var next = 0;
        while (Best(open, next, cost) is var (block, after))
        {
            Take(open[block]);
            open.RemoveAt(block);
            (cost, next) = (after, block);
            Chosen++;
        }

        Cost += double.IsFinite(cost) || which == SplitPart.Validation ? cost : MissingPart;
    }

    /// <summary>The blocks without units that share a chip with a unit of an earlier part.</summary>
    private List<List<int>> Open()
    {
        var seen = new HashSet<int>();
        for (var chip = 0; chip < dropped.Length; chip++)
        {
            if (dropped[chip])
            {
                seen.UnionWith(units.OfChip[chip]);
            }
        }

        return [.. blocks.Select(b => b.FindAll(unit => !seen.Contains(unit))).Where(b => b.Count > 0)];
    }

    private (int Block, double Cost)? Best(List<List<int>> open, int next, double cost)
    {
        int? best = null;
        for (var weighed = 0; weighed < open.Count && (best is null || weighed % WeighedAtOnce != 0); weighed++)
        {
            var block = (next + weighed) % open.Count;
            var undo = Take(open[block]);
            var after = Evaluate();
            Return(open[block], undo);
            if (after < cost - 1e-9)
            {
                (best, cost) = (block, after);
            }
        }

        return best is { } found ? (found, cost) : null;
    }

    private static void Accumulate(long[] sum, long[] counts, int sign)
    {
        for (var c = 0; c < sum.Length; c++)
        {
            sum[c] += sign * counts[c];
        }
    }

    /// <summary>Moves a block to the part and drops the chips that touch it.</summary>
    private List<int> Take(List<int> block)
    {
        foreach (var unit in block)
        {
            if (remaining[unit] == 0)
            {
                Accumulate(lost, units.Counts[unit], -1);
            }

            parts[unit] = part;
            Accumulate(held, units.Counts[unit], 1);
        }

        var newly = new List<int>();
        foreach (var unit in block)
        {
            foreach (var chip in units.ChipsOf[unit])
            {
                if (!dropped[chip])
                {
                    Drop(chip);
                    newly.Add(chip);
                }
            }
        }

        droppedCount += newly.Count;
        return newly;
    }

    private void Drop(int chip)
    {
        dropped[chip] = true;
        foreach (var unit in units.OfChip[chip])
        {
            if (--remaining[unit] == 0 && parts[unit] is null)
            {
                Accumulate(lost, units.Counts[unit], 1);
            }
        }
    }

    private void Return(List<int> block, List<int> newly)
    {
        foreach (var chip in newly)
        {
            dropped[chip] = false;
            foreach (var unit in units.OfChip[chip])
            {
                if (remaining[unit]++ == 0 && parts[unit] is null)
                {
                    Accumulate(lost, units.Counts[unit], -1);
                }
            }
        }

        droppedCount -= newly.Count;
        foreach (var unit in block)
        {
            parts[unit] = null;
            Accumulate(held, units.Counts[unit], -1);
            if (remaining[unit] == 0)
            {
                Accumulate(lost, units.Counts[unit], 1);
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
        for (var c = 0; c < units.Classes; c++)
        {
            if (total[c] == 0)
            {
                continue;
            }

            classes++;
            var kept = (total[c] - earlier[c] - held[c] - lost[c]) / (double)total[c];
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
