namespace Segment.Trainer.Options;

/// <summary>What the weights are before the first step.</summary>
public sealed record StartOptions
{
    /// <summary>
    /// Gets a file of published weights of the backbone, in the safetensors format, under torchvision's or timm's names; null
    /// for none.
    /// </summary>
    public string? Weights { get; init; }

    /// <summary>Gets a package of an earlier training to continue from; null for none.</summary>
    public string? PretrainedModel { get; init; }

    /// <summary>Gets how the first convolution is made to fit the chips' bands.</summary>
    public WeightInitScheme WeightInitScheme { get; init; }

    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem, for the user; none if training can start.</returns>
    public IEnumerable<string> Problems()
    {
        foreach (var (option, value) in new[] { ("--weights", Weights), ("--pretrained-model", PretrainedModel) })
        {
            if (value is not null && string.IsNullOrWhiteSpace(value))
            {
                yield return $"{option} is empty ('{value}'): give a file, or leave it out.";
            }
        }

        if (Weights is not null && PretrainedModel is not null)
        {
            yield return "--weights and --pretrained-model are both given: a training starts from one of them. Leave one out.";
        }

        if (Weights is null && PretrainedModel is null && WeightInitScheme != WeightInitScheme.Auto)
        {
            yield return "--weight-init-scheme says how trained weights are fitted to the bands: give --weights or --pretrained-model too.";
        }

        if (
            PretrainedModel is not null
            && WeightInitScheme is not (WeightInitScheme.Auto or WeightInitScheme.AllRandom)
        )
        {
            yield return "With --pretrained-model, bands are found by their names: --weight-init-scheme can be auto or ALL_RANDOM.";
        }
    }
}
