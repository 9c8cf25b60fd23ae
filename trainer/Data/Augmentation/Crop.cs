namespace Segment.Trainer.Data.Augmentation;

/// <summary>Trains on parts of chips: the same as <c>--chip-size</c>. The plan of an epoch places them, wherever there are labels.</summary>
internal sealed class Crop : AugmentationKind
{
    /// <inheritdoc/>
    public override string Name => "crop";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["rand_crop"];

    /// <inheritdoc/>
    public override IReadOnlyList<AugmentationArgument> Arguments { get; } =
    [
        new("size", new(224, 224), new(8, 65536)),
        new("row_pct", new(0, 1), new(0, 1)),
        new("col_pct", new(0, 1), new(0, 1)),
    ];

    /// <inheritdoc/>
    public override Variation Apply(
        Variation variation,
        IReadOnlyList<ValueRange> values,
        AugmentationSubject subject,
        ref ItemRandom random
    ) => variation;
}
