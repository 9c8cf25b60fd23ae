using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.Raster.Labels;
using Segment.Raster.Scenes;
using Segment.TrainingData.Doctor;

namespace Segment.Cli.Commands;

/// <summary><c>segment doctor</c>: looks at scene, labels, chips, package and run before time is spent on them.</summary>
internal static class DoctorCommand
{
    private static readonly Option<string[]> Scenes = new("--scene")
    {
        Description =
            "The scene: any raster that GDAL reads; several may be given, and labels are looked at on the first.",
        HelpName = "PATH",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string?> Labels = OptionKinds.Text(
        "--labels",
        "PATH",
        "Class polygons (any vector file) or a classified raster."
    );
    private static readonly Option<string?> Layer = OptionKinds.Text(
        "--layer",
        "NAME",
        "The layer of the labels file, where it holds several."
    );
    private static readonly Option<string?> Field = OptionKinds.Text(
        "--class-value-field",
        "FIELD",
        "The field with the class of each polygon."
    );
    private static readonly Option<bool> AllTouched = OptionKinds.Flag(
        "--all-touched",
        "A polygon labels every pixel it touches, not only those whose centre it covers."
    );
    private static readonly Option<int?> IgnoreValue = new("--ignore-value")
    {
        Description = "The class value that means 'no label'.",
        HelpName = "NUMBER",
    };
    private static readonly Option<Auto<int>> TileSize = OptionKinds.AutoNumber(
        "--tile-size",
        "Side of the chips that will be cut, in pixels; auto: what segment chips chooses from the polygons."
    );
    private static readonly Option<Auto<int>> Stride = OptionKinds.AutoNumber(
        "--stride",
        "Step from chip to chip, in pixels; auto: half a chip."
    );
    private static readonly Option<string?> Chips = OptionKinds.Text("--chips", "DIR", "A chips folder.");
    private static readonly Option<string?> Model = OptionKinds.Text(
        "--model",
        "NAME|PATH",
        "A package: its name in models/, or the path of a .dlpk."
    );
    private static readonly Option<string?> Run = OptionKinds.Text(
        "--run",
        "RUN",
        "A finished training: its run folder, or the package it ended in."
    );
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print the findings as JSON, with all numbers.",
    };
    private static readonly Option<string?> Page = OptionKinds.Text(
        "--page",
        "FILE.html",
        "Also write a page with the findings and with pictures of labels, split and chips."
    );
    private static readonly Option<string[]> Folders = ModelsCommand.FoldersOption();

    public static Command Create()
    {
        var command = new Command("doctor", "Look at training data, package and run, and say what would go wrong.")
        {
            Scenes,
            Labels,
            Layer,
            Field,
            AllTouched,
            IgnoreValue,
            TileSize,
            Stride,
            Chips,
            Model,
            Run,
            Json,
            Page,
            Folders,
            ListWords(),
        };
        command.OnCall(
            (parsed, session) =>
            {
                var asJson = parsed.GetValue(Json);
                var options = Options(parsed);
                var report = Examination.Run(options, asJson ? null : ConsoleSession.Notice, token: session.Token);
                DoctorOutput.Print(report, asJson);
                if (parsed.GetValue(Page) is { } page)
                {
                    DoctorPage.Write(page, options, report, session);
                }

                return report.Problems.Any() ? ExitCode.BadData : ExitCode.Success;
            }
        );
        return command;
    }

    private static DoctorOptions Options(ParseResult parsed) =>
        new()
        {
            Scenes = SceneList.Expand(parsed.GetValue(Scenes) ?? []),
            Labels = parsed.GetValue(Labels),
            LabelOptions = new LabelOptions
            {
                Layer = parsed.GetValue(Layer),
                ClassValueField = parsed.GetValue(Field),
                AllTouched = parsed.GetValue(AllTouched),
                IgnoreValue = parsed.GetValue(IgnoreValue),
            },
            TileSize = parsed.GetValue(TileSize).Value,
            Stride = parsed.GetValue(Stride).Value,
            Chips = parsed.GetValue(Chips),
            Model = parsed.GetValue(Model) is { } model
                ? ModelsCommand.Folder(parsed.GetValue(Folders)).Resolve(model)
                : null,
            Run = parsed.GetValue(Run),
        };

    private static Command ListWords()
    {
        var command = new Command("list", "List all checks: what each looks at.");
        command.OnCall(
            (_, _) =>
            {
                DoctorOutput.PrintCatalog();
                return ExitCode.Success;
            }
        );
        return command;
    }
}
