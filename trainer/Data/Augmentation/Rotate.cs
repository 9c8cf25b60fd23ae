namespace Segment.Trainer.Data.Augmentation;

/// <summary>Turns about the middle by any angle.</summary>
internal sealed class Rotate : AugmentationKind
{
    private const double HalfTurn = 180;

    /// <inheritdoc/>
    public override string Name => "rotate";

    /// <inheritdoc/>
    public override IReadOnlyList<AugmentationArgument> Arguments { get; } =
    [new("degrees", new(-30, 30), new(-HalfTurn, HalfTurn), BothWays: true)];

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
        var (sin, cos) = Math.SinCos(values[0].At(random.Next()) * Math.PI / HalfTurn);
        var turn = new LinearMap(cos, -sin, sin, cos);
        return variation with { Geometry = (variation.Geometry ?? LinearMap.Identity).Then(turn) };
    }
}
