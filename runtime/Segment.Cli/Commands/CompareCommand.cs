using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.Raster.Labels;
using Segment.Review.Comparing;

namespace Segment.Cli.Commands;

/// <summary><c>segment compare</c>: maps side by side over their scene.</summary>
internal static class CompareCommand
{
    private static readonly Argument<string[]> Maps = new("MAP")
    {
        Description = "One to six maps: any rasters of class values. The first one gives the grid.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Scene = OptionKinds.Required(
        "--scene",
        "S.tif",
        "The scene that was mapped."
    );

    private static readonly Option<string[]> Titles = Several(
        "--titles",
        "TITLE",
        "What the maps are called on the page, one for each."
    );

    private static readonly Option<string[]> Bands = Several(
        "--bands",
        "BAND",
        $"Bands of the scene to take along, by name or position from 1; all by default, or {ComparisonOptions.MostBands} of more."
    );

    private static readonly Option<string?> Reference = OptionKinds.Text(
        "--reference",
        "PATH",
        "Polygons or a classified raster to hold the maps against."
    );

    private static readonly Option<string?> Layer = OptionKinds.Text(
        "--layer",
        "NAME",
        "The layer of the reference file, where it holds several."
    );

    private static readonly Option<string?> Field = OptionKinds.Text(
        "--class-value-field",
        "FIELD",
        "The field with the class of each polygon."
    );

    private static readonly Option<string> Output = OptionKinds.Name("--out", "The folder to write.", "compare");

    private static readonly Option<bool> Open = OptionKinds.Flag("--open", "Open the page in the browser.");

    public static Command Create()
    {
        var command = new Command(
            "compare",
            "Lay maps side by side over their scene, in a page that opens from the file system."
        )
        {
            Maps,
            Scene,
            Titles,
            Reference,
            Layer,
            Field,
            Bands,
            Output,
            Open,
        };
        command.OnCall(
            (parsed, session) =>
            {
                var result = ConsoleSession.Step(
                    "Comparing",
                    progress =>
                        MapComparison.Write(
                            Read(parsed),
                            parsed.GetRequiredValue(Output),
                            ConsoleSession.Notice,
                            progress,
                            session.Token
                        )
                );
                ComparisonOutput.Print(result);
                if (parsed.GetValue(Open))
                {
                    PageOpener.Open(result.Page);
                }

                return ExitCode.Success;
            }
        );
        return command;
    }

    private static ComparisonOptions Read(ParseResult parsed) =>
        new()
        {
            Maps = parsed.GetRequiredValue(Maps),
            Scene = parsed.GetRequiredValue(Scene),
            Titles = parsed.GetValue(Titles) ?? [],
            Bands = parsed.GetValue(Bands) ?? [],
            Reference = parsed.GetValue(Reference),
            ReferenceOptions = new LabelOptions
            {
                Layer = parsed.GetValue(Layer),
                ClassValueField = parsed.GetValue(Field),
            },
        };

    private static Option<string[]> Several(string name, string valueName, string description) =>
        new(name)
        {
            Description = description,
            HelpName = valueName,
            AllowMultipleArgumentsPerToken = true,
        };
}
