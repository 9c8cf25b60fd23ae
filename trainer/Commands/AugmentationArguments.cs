using System.CommandLine;
using Segment.CommandLine;
using Segment.Trainer.Data.Augmentation;
using Segment.Trainer.Options;

namespace Segment.Trainer.Commands;

/// <summary>The options of <c>segment train</c>: how training chips are varied.</summary>
internal static class AugmentationArguments
{
    private static readonly Option<string> Mode = OptionKinds.Choice(
        "--augmentation",
        "How training chips are varied: a set for land cover, not at all, as --augmentation-parameters say, or as ArcGIS's transforms.json says.",
        "default",
        "none",
        "custom",
        "file"
    );

    private static readonly Option<string?> Parameters = OptionKinds.Text(
        "--augmentation-parameters",
        "LIST",
        $"Such as \"rotate 30;0.5;brightness 0.4,0.6\": a name, its value or range, its probability. Names: {string.Join(", ", AugmentationCatalog.All.Select(k => k.Name))}."
    );

    private static readonly Option<string?> File = OptionKinds.Text(
        "--augmentation-file",
        "FILE",
        $"The file for '--augmentation file' [default: {AugmentationFile.Name} in the chips folder]"
    );

    /// <summary>Gets the title over the options in the help, and the options.</summary>
    public static (string Title, IReadOnlyList<Option> Options) Group =>
        ("How chips are varied", [Mode, Parameters, File]);

    /// <summary>Takes over what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static AugmentationOptions Read(ParseResult parsed) =>
        new()
        {
            Augmentation = Enum.Parse<AugmentationMode>(parsed.GetRequiredValue(Mode), ignoreCase: true),
            AugmentationParameters = parsed.GetValue(Parameters),
            AugmentationFile = parsed.GetValue(File),
        };
}
