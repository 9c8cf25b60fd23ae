using System.CommandLine;
using System.CommandLine.Parsing;
using Segment.CommandLine;
using Segment.Raster.Maps;
using Segment.Runtime;
using Segment.Runtime.Layers;

namespace Segment.Cli.Commands;

/// <summary>The options of <c>segment classify</c> that say what is made of the network's answers.</summary>
internal static class LayerOptions
{
    private static readonly Option<ExtraLayers> Layers = LayerList();
    private static readonly Option<double?> AbstainBelow = new("--abstain-below")
    {
        Description = "Do not tell the class of pixels whose confidence (0-1) is less.",
        HelpName = "NUMBER",
    };
    private static readonly Option<int?> AbstainValue = new("--abstain-value")
    {
        Description = "The map's value for such pixels, shown as Unclassified. [default: NoData]",
        HelpName = "NUMBER",
    };
    private static readonly Option<string> PredictBackground = OptionKinds.Choice(
        "--predict-background",
        "Whether the class of value 0 can win.",
        "true",
        "false"
    );
    private static readonly Option<string> Augmentation = OptionKinds.Choice(
        "--test-time-augmentation",
        "Average the answers over mirrored (flips: 4) or mirrored and turned (dihedral: 8) views of each tile.",
        "off",
        "flips",
        "dihedral"
    );

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public static void AddTo(Command command)
    {
        command.Add(Layers);
        command.Add(AbstainBelow);
        command.Add(AbstainValue);
        command.Add(PredictBackground);
        command.Add(Augmentation);
    }

    /// <summary>Takes over what was given.</summary>
    /// <param name="options">The options so far.</param>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static ClassifyOptions Apply(ClassifyOptions options, ParseResult parsed) =>
        options with
        {
            Layers = parsed.GetValue(Layers),
            AbstainBelow = parsed.GetValue(AbstainBelow),
            AbstainValue = parsed.GetValue(AbstainValue),
            PredictBackground = parsed.GetValue(PredictBackground) == "true",
            TestTimeAugmentation = Enum.Parse<TestTimeAugmentation>(
                parsed.GetRequiredValue(Augmentation),
                ignoreCase: true
            ),
        };

    private static Option<ExtraLayers> LayerList()
    {
        var names = string.Join(", ", Enum.GetNames<ExtraLayers>().Skip(1).Select(name => name.ToLowerInvariant()));
        return new Option<ExtraLayers>("--layers")
        {
            Description = $"Layers to make beside the classes, separated by commas: {names}.",
            HelpName = "LIST",
            CustomParser = result => Parse(result, names),
        };
    }

    private static ExtraLayers Parse(ArgumentResult result, string names)
    {
        var layers = ExtraLayers.None;
        foreach (var word in result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries))
        {
            var known = Enum.GetValues<ExtraLayers>()
                .Where(layer => layer.ToString().Equals(word, StringComparison.OrdinalIgnoreCase))
                .ToList();
            if (known.Count == 0)
            {
                result.AddError($"--layers names '{word}', which is no layer: give {names}, separated by commas.");
            }

            layers = known.Aggregate(layers, (all, layer) => all | layer);
        }

        return layers;
    }
}
