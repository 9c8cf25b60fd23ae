namespace Segment.Trainer.Data.Augmentation;

/// <summary>Makes differences from a band's mean greater (a scale above 1) or smaller: multiplies the normalised values.</summary>
internal sealed class Contrast : AugmentationKind
{
    /// <inheritdoc/>
    public override string Name => "contrast";

    /// <inheritdoc/>
    public override IReadOnlyList<AugmentationArgument> Arguments { get; } = [new("scale", new(1, 1.5), new(0.1, 10))];

    /// <inheritdoc/>
    public override Variation Apply(
        Variation variation,
        IReadOnlyList<ValueRange> values,
        AugmentationSubject subject,
        ref ItemRandom random
    )
    {
        var (gains, sums) = (new float[subject.Bands], variation.Shift?.ToArray());
        var parts = Lighting.Parts(subject.Bands, ref random);
        for (var b = 0; b < gains.Length; b++)
        {
            var scale = (float)values[0].AtFactor(parts[b]);
            gains[b] = (variation.Gain?[b] ?? 1) * scale;
            if (sums is not null)
            {
                sums[b] *= scale;
            }
        }

        return variation with
        {
            Gain = gains,
            Shift = sums,
        };
    }
}
