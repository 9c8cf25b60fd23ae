namespace Segment.Trainer.Data.Augmentation;

/// <summary>Stretches (a scale above 1) or squeezes one direction, rows or columns.</summary>
internal sealed class Squish : AugmentationKind
{
    private const int Directions = 2;

    /// <inheritdoc/>
    public override string Name => "squish";

    /// <inheritdoc/>
    public override IReadOnlyList<AugmentationArgument> Arguments { get; } =
    [new("scale", new(1 / 1.2, 1.2), new(0.25, 4))];

    /// <inheritdoc/>
    public override double Probability => 0.5;

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
        var map = random.Next(Directions) == 0 ? new LinearMap(step, 0, 0, 1) : new LinearMap(1, 0, 0, step);
        return variation with { Geometry = (variation.Geometry ?? LinearMap.Identity).Then(map) };
    }
}
