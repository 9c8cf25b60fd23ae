using System.CommandLine;
using Segment.CommandLine;
using Segment.Trainer.Options;

namespace Segment.Trainer.Commands;

/// <summary>The options of <c>segment train</c>: what the weights are before the first step.</summary>
internal static class StartArguments
{
    private static readonly (string Word, WeightInitScheme Scheme)[] Schemes =
    [
        ("auto", WeightInitScheme.Auto),
        ("BAND_NAME", WeightInitScheme.BandName),
        ("REPEAT", WeightInitScheme.Repeat),
        ("RANDOM", WeightInitScheme.Random),
        ("RED_BAND", WeightInitScheme.RedBand),
        ("ALL_RANDOM", WeightInitScheme.AllRandom),
    ];

    private static readonly Option<string?> Weights = OptionKinds.Text(
        "--weights",
        "FILE",
        "Published weights of the backbone, a .safetensors file with torchvision's or timm's names. [default: none]"
    );

    private static readonly Option<string?> PretrainedModel = OptionKinds.Text(
        "--pretrained-model",
        "FILE",
        "A package (.dlpk) to continue from; it decides model type and backbone. [default: none]"
    );

    private static readonly Option<string> Scheme = SchemeOption();

    /// <summary>Gets the title over the options in the help, and the options.</summary>
    public static (string Title, IReadOnlyList<Option> Options) Group =>
        ("Where the weights start", [Weights, PretrainedModel, Scheme]);

    /// <summary>Takes over what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static StartOptions Read(ParseResult parsed) =>
        new()
        {
            Weights = parsed.GetValue(Weights),
            PretrainedModel = parsed.GetValue(PretrainedModel),
            WeightInitScheme = Schemes.First(s => s.Word == parsed.GetRequiredValue(Scheme)).Scheme,
        };

    private static Option<string> SchemeOption()
    {
        string[] words = [.. Schemes.Select(s => s.Word)];
        var option = OptionKinds.Choice(
            "--weight-init-scheme",
            $"How weights for red, green and blue are fitted to the chips' bands: {string.Join(", ", words)}. (ArcGIS: weight_init_scheme)",
            words
        );
        option.HelpName = "SCHEME";
        return option;
    }
}
