using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>Which regions, or which chips, are held out for what: a split before it is applied to labels.</summary>
public sealed class SplitPlan
{
    private readonly PixelWindow[] windows;
    private readonly LabelUnits? units;
    private readonly IReadOnlyList<SplitPart?> parts;
    private readonly SplitBuilder builder;

    /// <summary>Holds regions out.</summary>
    /// <param name="drawn">The chips with their labels as they were drawn.</param>
    /// <param name="windows">Where each lies.</param>
    /// <param name="units">The regions.</param>
    /// <param name="parts">The part of each unit; null where it trains.</param>
    /// <param name="blocks">Number of blocks and their side, in pixels.</param>
    internal SplitPlan(
        IReadOnlyList<LabelledChip> drawn,
        PixelWindow[] windows,
        LabelUnits units,
        IReadOnlyList<SplitPart?> parts,
        (int Count, int Side) blocks
    )
    {
        (this.windows, this.units, this.parts) = (windows, units, parts);
        (Blocks, BlockSide) = blocks;
        builder = SplitBuilder.OfUnits(drawn, windows, units, parts);
        Drawn = drawn;
    }

    /// <summary>Holds chips out.</summary>
    /// <param name="drawn">The chips with their labels as they were drawn.</param>
    /// <param name="windows">Where each lies.</param>
    /// <param name="parts">The part of each chip; null where it is left out.</param>
    internal SplitPlan(IReadOnlyList<LabelledChip> drawn, PixelWindow[] windows, IReadOnlyList<SplitPart?> parts)
    {
        (this.windows, this.parts) = (windows, parts);
        builder = SplitBuilder.OfChips(windows, parts);
        Drawn = drawn;
    }

    /// <summary>Gets how the parts were chosen.</summary>
    public required SplitMethod Method { get; init; }

    /// <summary>Gets the share of the labelled pixels that was wanted for validation, in per cent.</summary>
    public required double ValidationPercentage { get; init; }

    /// <summary>Gets the share that was wanted for the test, in per cent; 0 for no test part.</summary>
    public required double TestPercentage { get; init; }

    /// <summary>Gets the seed of the choice.</summary>
    public required int Seed { get; init; }

    /// <summary>Gets a value indicating whether the labels are known to be drawn polygons.</summary>
    public required bool Polygons { get; init; }

    /// <summary>Gets the classes; position = class index.</summary>
    public required IReadOnlyList<LandCoverClass> Classes { get; init; }

    /// <summary>Gets the number of blocks that are held out.</summary>
    public int Blocks { get; }

    /// <summary>Gets the side of a block, in pixels; 0 where chips were chosen.</summary>
    public int BlockSide { get; }

    /// <summary>Gets the chips with their labels as they were drawn.</summary>
    public IReadOnlyList<LabelledChip> Drawn { get; }

    /// <summary>Gets the pixels that each chip covers; chips of unknown place are set apart from all others.</summary>
    public IReadOnlyList<PixelWindow> Windows => windows;

    /// <summary>Applies the plan to the labels as they were drawn.</summary>
    /// <returns>The split.</returns>
    /// <exception cref="SegmentDataException">Nothing is left to train or to validate on.</exception>
    public ChipSplit Apply() => Apply([.. Drawn.Select(c => c.Labels)]);

    /// <summary>Applies the plan to labels from which some pixels were taken, such as those without data.</summary>
    /// <param name="labels">The labels of each chip, in the order of <see cref="Drawn"/>.</param>
    /// <returns>The split.</returns>
    /// <exception cref="SegmentDataException">Nothing is left to train or to validate on.</exception>
    public ChipSplit Apply(IReadOnlyList<byte[]> labels)
    {
        var chips = Drawn.Zip(labels, (c, l) => c with { Labels = l }).ToList();
        var split = builder.Build(chips, this);
        return split.Training.Count > 0 && split.Validation.Count > 0 ? split : throw Inseparable(chips.Count);
    }

    /// <summary>Writes down what is needed to apply the plan again.</summary>
    /// <param name="names">The chips' names, in the order of <see cref="Drawn"/>.</param>
    /// <returns>The content of <c>split.json</c>.</returns>
    public TrainingSplit ToDocument(IReadOnlyList<string> names)
    {
        var of = PartOfChip();
        return new TrainingSplit
        {
            Method = Method,
            Seed = Seed,
            ValidationPercentage = ValidationPercentage,
            TestPercentage = TestPercentage,
            Polygons = Polygons,
            Blocks = Blocks,
            BlockSide = BlockSide,
            Regions = [.. Regions()],
            TrainingChips = Named(SplitPart.Training),
            ValidationChips = Named(SplitPart.Validation),
            TestChips = Named(SplitPart.Test),
            LeftOutChips = Named(null),
        };

        List<string> Named(SplitPart? part) =>
            [.. Enumerable.Range(0, names.Count).Where(c => of[c] == part).Select(c => names[c])];
    }

    /// <summary>Gets the part of each chip.</summary>
    /// <returns>In the order of <see cref="Drawn"/>; null where a chip is left out.</returns>
    public IReadOnlyList<SplitPart?> PartOfChip()
    {
        if (units is null)
        {
            return parts;
        }

        var split = Apply();
        var of = new SplitPart?[Drawn.Count];
        foreach (var chip in split.Training)
        {
            of[chip] = SplitPart.Training;
        }

        foreach (var chip in split.Validation)
        {
            of[chip.Chip] = SplitPart.Validation;
        }

        foreach (var chip in split.Test)
        {
            of[chip.Chip] = SplitPart.Test;
        }

        return of;
    }

    /// <summary>Says that chips cannot be split.</summary>
    /// <param name="chips">How many there are.</param>
    /// <returns>What to throw.</returns>
    internal static SegmentDataException Inseparable(int chips) =>
        new(
            $"The {chips} chips with labels cannot be split into a training and a validation part that share no pixel and both hold "
                + "what is to be learned: they are too few, or overlap too much. Add polygons in other places of the scene, or cut the "
                + "chips again with a smaller --tile-size or --stride."
        );

    private IEnumerable<HeldOutRegion> Regions()
    {
        for (var unit = 0; unit < (units?.Firsts.Count ?? 0); unit++)
        {
            if (parts[unit] is { } part)
            {
                var (row, column) = units!.Firsts[unit];
                yield return new HeldOutRegion(part, row, column, units.Counts[unit].Sum());
            }
        }
    }
}
