namespace Segment.Trainer.Data.Augmentation;

/// <summary>Makes the chip darker (a change below 0.5) or brighter: adds the logit of the change to the normalised values, as fastai adds
/// it to those of a photograph; 0.4 is 0.41 standard deviations less, 0.6 as many more.</summary>
internal sealed class Brightness : AugmentationKind
{
    /// <inheritdoc/>
    public override string Name => "brightness";

    /// <inheritdoc/>
    public override IReadOnlyList<AugmentationArgument> Arguments { get; } =
    [new("change", new(0.4, 0.6), new(0.01, 0.99))];

    /// <inheritdoc/>
    public override Variation Apply(
        Variation variation,
        IReadOnlyList<ValueRange> values,
        AugmentationSubject subject,
        ref ItemRandom random
    )
    {
        var sums = new float[subject.Bands];
        var parts = Lighting.Parts(subject.Bands, ref random);
        for (var b = 0; b < sums.Length; b++)
        {
            var change = values[0].At(parts[b]);
            sums[b] = (variation.Shift?[b] ?? 0) + (float)Math.Log(change / (1 - change));
        }

        return variation with
        {
            Shift = sums,
        };
    }
}
