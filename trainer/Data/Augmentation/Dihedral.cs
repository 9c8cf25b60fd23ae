namespace Segment.Trainer.Data.Augmentation;

/// <summary>Flips and turns by quarters: any of the eight ways to lay a square on itself, of the four for a rectangle, all equally
/// likely.</summary>
internal sealed class Dihedral : AugmentationKind
{
    private const int OfSquare = 8;
    private const int OfRectangle = 4;

    /// <inheritdoc/>
    public override string Name => "dihedral";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["dihedral_affine"];

    /// <inheritdoc/>
    public override Variation Apply(
        Variation variation,
        IReadOnlyList<ValueRange> values,
        AugmentationSubject subject,
        ref ItemRandom random
    ) => variation with { Orientation = Orientation.Get(random.Next(subject.IsSquare ? OfSquare : OfRectangle)) };
}
