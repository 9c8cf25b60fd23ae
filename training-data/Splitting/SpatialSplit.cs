using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>
/// Holds out validation by spatial blocks. The labelled pixels inside the chosen blocks validate; a chip that covers even
/// one of them does not train. Chips overlap, so a split by whole chips would validate on pixels that were trained on:
/// with a stride of half a tile, nearly all of them.
/// </summary>
/// <remarks>
/// Blocks of several sizes and offsets are tried, in an order that the seed decides, and the best choice of
/// <see cref="BlockSelection"/> is taken. Why blocks: Roberts et al. 2017,
/// <see href="https://doi.org/10.1111/ecog.02881">Cross-validation strategies for data with temporal, spatial,
/// hierarchical, or phylogenetic structure</see>.
/// </remarks>
public static class SpatialSplit
{
    private const byte Ignore = byte.MaxValue;
    private const int Offsets = 4;
    private const int MaximumBlocks = 600;

    // Beyond this distance, in pixels, the gap is not measured.
    private const int LongestGap = 4096;

    /// <summary>Splits chips.</summary>
    /// <param name="chips">Chips with at least one labelled pixel each.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <param name="percentage">Wanted share of the labelled pixels to validate on, in per cent.</param>
    /// <param name="seed">Decides which blocks are tried.</param>
    /// <param name="notice">Told the proof, and what could not be had.</param>
    /// <returns>The split.</returns>
    /// <exception cref="SegmentDataException">There are fewer than two classes, or no way to keep the sides apart.</exception>
    public static ChipSplit Split(
        IReadOnlyList<LabelledChip> chips,
        IReadOnlyList<LandCoverClass> classes,
        double percentage,
        int seed,
        Action<string> notice
    )
    {
        var windows = Windows(chips, notice);
        var grid = CellGrid.Create(chips, windows, classes.Count);
        RequireTwoClasses(grid, classes);
        var (cells, blocks, side) = Choose(grid, percentage / 100, seed, chips.Count);
        var split = Build(chips, windows, grid, cells, classes.Count, (blocks, side));
        notice(split.Line);
        if (split.ValidationShare < percentage / 200)
        {
            notice(
                $"Only {split.ValidationShare * 100:0.#} % of the labelled pixels could be held out instead of {percentage} %, because the chips overlap "
                    + "too much or the labels lie too close together: the validation figures are uncertain."
            );
        }

        NoticeMissing(split.ValidationPixels, classes, "no validation pixel, so its scores are not known", notice);
        NoticeMissing(split.LabelledPixels, classes, "no training pixel, so the network cannot learn it", notice);
        return split;
    }

    /// <summary>Chips of unknown place are set far from each other and from all others, so that each is a block.</summary>
    private static PixelWindow[] Windows(IReadOnlyList<LabelledChip> chips, Action<string> notice)
    {
        var known = chips.Where(c => c.Position is not null).Select(c => c.Position!.Value).ToList();
        var (top, left) = known.Count == 0 ? (0, 0) : (known.Min(w => w.Row), known.Min(w => w.Column));
        var next = known.Count == 0 ? 0 : known.Max(w => w.EndRow) - top;
        var apart = chips.Max(c => Math.Max(c.Height, c.Width)) * 2;
        next = (next + apart - 1) / apart * apart;
        var unknown = chips.Count - known.Count;
        if (unknown > 0)
        {
            notice(
                $"{unknown} of {chips.Count} chips have no place on a common grid, so whole chips validate and it cannot be "
                    + "excluded that they overlap training chips: their accuracy may be too high."
            );
        }

        var windows = new PixelWindow[chips.Count];
        for (var i = 0; i < windows.Length; i++)
        {
            if (chips[i].Position is { } place)
            {
                windows[i] = place with { Row = place.Row - top, Column = place.Column - left };
                continue;
            }

            windows[i] = new PixelWindow(next, 0, chips[i].Height, chips[i].Width);
            next += apart;
        }

        return windows;
    }

    private static void RequireTwoClasses(CellGrid grid, IReadOnlyList<LandCoverClass> classes)
    {
        var present = Enumerable.Range(0, classes.Count).Where(c => grid.Counts.Any(n => n[c] > 0)).ToList();
        if (present.Count < 2)
        {
            throw new SegmentDataException(
                present.Count == 0
                    ? "The chips hold no labelled pixel. Check that the labels lie on the scene, and cut the chips again."
                    : $"All labelled pixels are '{classes[present[0]].Name}' (value {classes[present[0]].Value}), and a network learns by "
                        + "telling at least two classes apart. Add polygons of another class and cut the chips again."
            );
        }
    }

    private static (bool[] Cells, int Blocks, int Side) Choose(CellGrid grid, double share, int seed, int chips)
    {
        var random = new Random(seed);
        BlockSelection? best = null;
        var side = 0;
        foreach (var size in Sizes(grid))
        {
            for (var offset = 0; offset < Math.Min(Offsets, size * size); offset++)
            {
                var (row, column) = (random.Next(size), random.Next(size));
                var blocks = Enumerable
                    .Range(0, grid.Places.Count)
                    .GroupBy(c => ((grid.Places[c].Row + row) / size, (grid.Places[c].Column + column) / size))
                    .Select(g => g.ToList())
                    .OrderBy(_ => random.Next());
                var choice = new BlockSelection(grid, blocks, share);
                choice.Run();
                if (choice.Cost < (best?.Cost ?? double.PositiveInfinity))
                {
                    (best, side) = (choice, size);
                }
            }
        }

        return best is not null ? ([.. best.Selected], best.Chosen.Count, side * grid.Side) : throw Inseparable(chips);
    }

    private static SegmentDataException Inseparable(int chips) =>
        new(
            $"The {chips} chips with labels cannot be split into a training and a validation part that share no pixel and both hold "
                + "what is to be learned: they are too few, or overlap too much. Add polygons in other places of the scene, or cut the "
                + "chips again with a smaller --tile-size or --stride."
        );

    /// <summary>Block sides in cells: from one cell to a third of what there is, but no more blocks than can be weighed.</summary>
    private static IEnumerable<int> Sizes(CellGrid grid)
    {
        var extent = grid.Places.Max(p => Math.Max(p.Row, p.Column)) + 1;
        var least = 1;
        while (grid.Places.Select(p => (p.Row / least, p.Column / least)).Distinct().Count() > MaximumBlocks)
        {
            least++;
        }

        return new[] { 1, 2, 3, 4, 6, 8 }
            .Select(factor => factor * least)
            .Where(size => size == least || size <= Math.Max(1, extent / 3));
    }

    private static ChipSplit Build(
        IReadOnlyList<LabelledChip> chips,
        PixelWindow[] windows,
        CellGrid grid,
        bool[] cells,
        int classes,
        (int Count, int Side) blocks
    )
    {
        var chosen = Enumerable.Range(0, cells.Length).Where(c => cells[c]).Select(c => grid.Places[c]).ToHashSet();
        var validation = ValidationChips.Find(chips, windows, grid, chosen);
        var pixels = new PixelSet();
        foreach (var chip in validation)
        {
            ValidationChips.Add(pixels, chips[chip.Chip], windows[chip.Chip], chip.Labels);
        }

        List<int> training = [.. Enumerable.Range(0, chips.Count).Where(c => !pixels.Meets(windows[c]))];
        if (training.Count == 0)
        {
            // Only where chips do not agree on which of their common pixels have a label.
            throw Inseparable(chips.Count);
        }

        var labelled = Count(training.Select(c => chips[c].Labels), classes);
        var held = Count(validation.Select(v => v.Labels), classes);
        var lone = new PixelSet();
        foreach (var chip in training)
        {
            ValidationChips.Add(lone, chips[chip], windows[chip], chips[chip].Labels);
        }

        var proof = new SplitProof(
            training.Count,
            validation.Count,
            chips.Count - training.Count - validation.Count,
            training.Sum(c => pixels.CountIn(windows[c])),
            training.Aggregate(LongestGap, (gap, c) => Math.Min(gap, pixels.Distance(windows[c], gap)))
        );
        var share = held.Sum() / (double)(held.Sum() + lone.Count);
        return new ChipSplit(training, validation, blocks.Count, blocks.Side, labelled, held, share, proof);
    }

    private static long[] Count(IEnumerable<byte[]> labels, int classes)
    {
        var counts = new long[classes];
        foreach (var chip in labels)
        {
            foreach (var label in chip)
            {
                if (label != Ignore)
                {
                    counts[label]++;
                }
            }
        }

        return counts;
    }

    private static void NoticeMissing(
        IReadOnlyList<long> counts,
        IReadOnlyList<LandCoverClass> classes,
        string what,
        Action<string> notice
    )
    {
        for (var c = 0; c < classes.Count; c++)
        {
            if (counts[c] == 0)
            {
                notice(
                    $"The class '{classes[c].Name}' (value {classes[c].Value}) has {what}: add polygons of it in other places."
                );
            }
        }
    }
}
