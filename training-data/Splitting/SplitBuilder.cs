using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>Turns the parts of regions or chips into lists of chips, and measures how far the parts are apart.</summary>
internal sealed class SplitBuilder
{
    // Beyond this distance, in pixels, the gap is not measured.
    private const int LongestGap = 4096;

    private const byte Ignore = byte.MaxValue;

    private readonly PixelWindow[] windows;
    private readonly List<int> training;
    private readonly Func<SplitPart, List<int>> candidates;
    private readonly Func<SplitPart, Func<int, int, bool>> held;
    private readonly Func<int, int[]> regions;
    private readonly bool wholeChips;

    private SplitBuilder(
        PixelWindow[] windows,
        List<int> training,
        Func<SplitPart, List<int>> candidates,
        Func<SplitPart, Func<int, int, bool>> held,
        Func<int, int[]> regions,
        bool wholeChips = false
    )
    {
        (this.windows, this.training, this.candidates) = (windows, training, candidates);
        (this.held, this.regions, this.wholeChips) = (held, regions, wholeChips);
    }

    /// <summary>Prepares a split by regions: a chip trains that covers no held-out pixel.</summary>
    /// <param name="drawn">The chips with their labels as they were drawn.</param>
    /// <param name="windows">Where each lies.</param>
    /// <param name="units">The regions.</param>
    /// <param name="parts">The part of each region; null where it trains.</param>
    /// <returns>The builder.</returns>
    public static SplitBuilder OfUnits(
        IReadOnlyList<LabelledChip> drawn,
        PixelWindow[] windows,
        LabelUnits units,
        IReadOnlyList<SplitPart?> parts
    )
    {
        var all = Enumerable.Range(0, drawn.Count);
        List<int> Candidates(SplitPart part) => [.. all.Where(c => units.OfChip[c].Any(u => parts[u] == part))];
        Func<int, int, bool> Held(SplitPart part) =>
            (row, column) => units.At(row, column) is >= 0 and var unit && parts[unit] == part;
        var pixels = new PixelSet();
        foreach (var part in new[] { SplitPart.Validation, SplitPart.Test })
        {
            foreach (var chip in HeldOutChips.Find(drawn, windows, Candidates(part), Held(part)))
            {
                HeldOutChips.Add(pixels, drawn[chip.Chip], windows[chip.Chip], chip.Labels);
            }
        }

        List<int> clear = [.. all.Where(c => !pixels.Meets(windows[c]))];
        var trained = new bool[parts.Count];
        foreach (var unit in clear.SelectMany(c => units.OfChip[c]))
        {
            trained[unit] = true;
        }

        return new SplitBuilder(windows, clear, Candidates, Held, Regions);

        int[] Regions(int part)
        {
            var counts = new int[units.Classes];
            for (var unit = 0; unit < parts.Count; unit++)
            {
                var place = (int?)parts[unit] ?? (trained[unit] ? 0 : 3);
                if (place == part)
                {
                    counts[Array.IndexOf(units.Counts[unit], units.Counts[unit].Max())]++;
                }
            }

            return counts;
        }
    }

    /// <summary>Prepares a split by whole chips.</summary>
    /// <param name="windows">Where each chip lies.</param>
    /// <param name="parts">Each chip's part; null where it is left out.</param>
    /// <returns>The builder.</returns>
    public static SplitBuilder OfChips(PixelWindow[] windows, IReadOnlyList<SplitPart?> parts)
    {
        List<int> Of(SplitPart part) => [.. Enumerable.Range(0, parts.Count).Where(c => parts[c] == part)];
        return new SplitBuilder(windows, Of(SplitPart.Training), Of, _ => (_, _) => true, _ => [], wholeChips: true);
    }

    /// <summary>Builds the split.</summary>
    /// <param name="chips">The chips with the labels that are used.</param>
    /// <param name="plan">How the parts were chosen.</param>
    /// <returns>The split.</returns>
    public ChipSplit Build(IReadOnlyList<LabelledChip> chips, SplitPlan plan)
    {
        List<int> used = [.. training.Where(c => chips[c].Labels.AsSpan().ContainsAnyExcept(Ignore))];
        var validation = Find(SplitPart.Validation);
        var test = Find(SplitPart.Test);
        var counter = new PartCounter(chips, windows, plan.Classes.Count);
        var validated = counter.Count(validation);
        var tested = counter.Count(test);
        var proof = new SplitProof(
            plan.Method,
            used.Count,
            validation.Count,
            test.Count,
            LeftOut(chips, used, [.. Shown(SplitPart.Validation, validation), .. Shown(SplitPart.Test, test)]),
            counter.HeldOut.CountCovered(used.Select(c => windows[c])),
            used.Aggregate(LongestGap, (gap, c) => gap == 0 ? 0 : counter.HeldOut.Distance(windows[c], gap))
        );
        var trained = counter.CountTraining(used);
        var rest = counter.CountRest();
        return new ChipSplit(
            used,
            validation,
            test,
            PartCounter.All(used.Select(c => chips[c].Labels), plan.Classes.Count),
            [
                .. new[] { trained, validated, tested, rest }.Select(
                    (p, i) => new PartPixels(p, Regions(i, plan.Classes.Count))
                ),
            ],
            plan.Blocks,
            plan.BlockSide,
            proof
        );

        List<HeldOutChip> Find(SplitPart part) => HeldOutChips.Find(chips, windows, candidates(part), held(part));
    }

    private static int LeftOut(IReadOnlyList<LabelledChip> chips, List<int> used, HashSet<int> shown)
    {
        shown.UnionWith(used);
        return Enumerable
            .Range(0, chips.Count)
            .Count(c => !shown.Contains(c) && chips[c].Labels.AsSpan().ContainsAnyExcept(Ignore));
    }

    /// <summary>Whole chips are in their part even where others show all their pixels.</summary>
    private IEnumerable<int> Shown(SplitPart part, IEnumerable<HeldOutChip> shown) =>
        wholeChips ? candidates(part) : shown.Select(c => c.Chip);

    private int[] Regions(int part, int classes) => regions(part) is { Length: > 0 } counts ? counts : new int[classes];
}
