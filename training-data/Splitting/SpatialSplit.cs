using Segment.PackageFormat;

namespace Segment.TrainingData.Splitting;

/// <summary>
/// Holds out blocks of the scene, whole polygons at a time. A chip that covers even one held-out pixel does not train.
/// Chips overlap, so a split by whole chips would score pixels that were trained on: with a stride of half a tile, nearly
/// all of them.
/// </summary>
/// <remarks>
/// Blocks of several sizes and offsets are tried, in an order that the seed decides, and the best choice of
/// <see cref="BlockSelection"/> is taken. Why blocks: Roberts et al. 2017,
/// <see href="https://doi.org/10.1111/ecog.02881">Cross-validation strategies for data with temporal, spatial,
/// hierarchical, or phylogenetic structure</see>.
/// </remarks>
internal static class SpatialSplit
{
    private const int Offsets = 4;
    private const int MaximumBlocks = 600;

    /// <summary>Chooses.</summary>
    /// <param name="units">What is held out whole.</param>
    /// <param name="validation">Wanted share for validation, 0–1.</param>
    /// <param name="test">Wanted share for the test, 0–1; 0 for none.</param>
    /// <param name="seed">Decides which blocks are tried.</param>
    /// <param name="dealt">The units of the test, where they are not to be chosen.</param>
    /// <returns>Each unit's part, null where it trains; the number of blocks and their side in pixels; null where no
    /// choice keeps the parts apart.</returns>
    public static (IReadOnlyList<SplitPart?> Parts, int Blocks, int Side)? Choose(
        LabelUnits units,
        double validation,
        double test,
        int seed,
        List<int>? dealt = null
    )
    {
        var random = new Random(seed);
        BlockSelection? best = null;
        var side = 0;
        foreach (var size in Sizes(units))
        {
            for (var offset = 0; offset < Math.Min(Offsets, size * size); offset++)
            {
                var (row, column) = (random.Next(size), random.Next(size));
                var blocks = Enumerable
                    .Range(0, units.Places.Count)
                    .GroupBy(u => ((units.Places[u].Row + row) / size, (units.Places[u].Column + column) / size))
                    .Select(g => g.ToList())
                    .OrderBy(_ => random.Next());
                var choice = new BlockSelection(units, blocks);
                if (dealt is not null)
                {
                    choice.Hold(SplitPart.Test, dealt);
                }

                choice.Run(SplitPart.Validation, validation);
                if (dealt is null && test > 0 && double.IsFinite(choice.Cost))
                {
                    choice.Run(SplitPart.Test, test);
                }

                if (choice.Cost < (best?.Cost ?? double.PositiveInfinity))
                {
                    (best, side) = (choice, size);
                }
            }
        }

        return best is null ? null : (best.Parts, best.Chosen, side * units.Side);
    }

    /// <summary>Block sides in cells: from one cell to a third of what there is, but no more blocks than can be weighed.</summary>
    private static IEnumerable<int> Sizes(LabelUnits units)
    {
        var extent = units.Places.Max(p => Math.Max(p.Row, p.Column)) + 1;
        var least = 1;
        while (units.Places.Select(p => (p.Row / least, p.Column / least)).Distinct().Count() > MaximumBlocks)
        {
            least++;
        }

        return new[] { 1, 2, 3, 4, 6, 8 }
            .Select(factor => factor * least)
            .Where(size => size == least || size <= Math.Max(1, extent / 3));
    }
}
