using Segment.Networks.Encoders;

namespace Segment.Trainer.Start;

/// <summary>Which tensors of a file are which parameters of an encoder.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Form">Whose names the file has.</param>
/// <param name="Prefix">What stands before each name in the file, such as <c>module.encoder.</c>; often nothing.</param>
/// <param name="Names">The tensor's name in the file for each parameter that was found, by the encoder's name of it.</param>
/// <param name="Wanted">How many parameters the encoder has.</param>
internal sealed record PublishedMatch(
    Encoder Encoder,
    PublishedForm Form,
    string Prefix,
    IReadOnlyDictionary<string, string> Names,
    int Wanted
)
{
    /// <summary>Gets the share of the parameters that was found, 0–1.</summary>
    public double Share => Names.Count / (double)Wanted;
}
