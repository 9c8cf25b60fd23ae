namespace Segment.Trainer.Data.Augmentation;

/// <summary>Shows the chip larger (a scale above 1) or smaller, about the middle.</summary>
internal sealed class RandomZoom : AugmentationKind
{
    /// <inheritdoc/>
    public override string Name => "rand_zoom";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["zoom"];

    /// <inheritdoc/>
    public override IReadOnlyList<AugmentationArgument> Arguments { get; } = [new("scale", new(1, 1.2), new(0.25, 4))];

    /// <inheritdoc/>
    public override bool Interpolates => true;

    /// <inheritdoc/>
    public override Variation Apply(
        Variation variation,
        IReadOnlyList<ValueRange> values,
        AugmentationSubject subject,
        ref ItemRandom random
    )
    {
        var step = 1 / values[0].AtFactor(random.Next());
        return variation with
        {
            Geometry = (variation.Geometry ?? LinearMap.Identity).Then(new LinearMap(step, 0, 0, step)),
        };
    }
}
