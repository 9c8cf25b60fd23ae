namespace Segment.Trainer.Data.Augmentation;

/// <summary>Mirrors up and down.</summary>
internal sealed class FlipUpDown : AugmentationKind
{
    /// <inheritdoc/>
    public override string Name => "flip_vert";

    /// <inheritdoc/>
    public override double Probability => 0.5;

    /// <inheritdoc/>
    public override Variation Apply(
        Variation variation,
        IReadOnlyList<ValueRange> values,
        AugmentationSubject subject,
        ref ItemRandom random
    ) =>
        variation with
        {
            Orientation = variation.Orientation with { FlippedRows = !variation.Orientation.FlippedRows },
        };
}
