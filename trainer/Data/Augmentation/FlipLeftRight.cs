namespace Segment.Trainer.Data.Augmentation;

/// <summary>Mirrors left and right.</summary>
internal sealed class FlipLeftRight : AugmentationKind
{
    /// <inheritdoc/>
    public override string Name => "flip_lr";

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
            Orientation = variation.Orientation with { FlippedColumns = !variation.Orientation.FlippedColumns },
        };
}
