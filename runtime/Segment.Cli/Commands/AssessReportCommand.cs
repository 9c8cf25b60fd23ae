using System.CommandLine;
using Segment.Cli.Output;
using Segment.Cli.Recording;
using Segment.CommandLine;
using Segment.CommandLine.Recording;
using Segment.Raster.Labels;
using Segment.Review.Assessing;
using Segment.Runtime.Assessment;

namespace Segment.Cli.Commands;

/// <summary><c>segment assess report</c>: compares a map with a reference that training never saw.</summary>
internal static class AssessReportCommand
{
    private static readonly Option<string> Map = OptionKinds.Required("--map", "MAP.tif", "The map to assess.");

    private static readonly Option<string> Reference = OptionKinds.Required(
        "--reference",
        "PATH",
        "Interpreted points, polygons, or a classified raster, not used in training."
    );

    private static readonly Option<string?> Layer = OptionKinds.Text(
        "--layer",
        "NAME",
        "The layer of the reference file, where it holds several."
    );

    private static readonly Option<string?> Field = OptionKinds.Text(
        "--class-value-field",
        "FIELD",
        "The field with the class of each polygon or point; GrndTruth for points, where there is one."
    );

    private static readonly Option<bool> Touched = OptionKinds.Flag(
        "--all-touched",
        "A polygon covers every pixel it touches, not only those whose centre it covers."
    );

    private static readonly Option<int?> Ignore = new("--ignore-value")
    {
        Description = "The class value of the reference that means 'no label'.",
        HelpName = "NUMBER",
    };

    private static readonly Option<SampleDesign?> Design = OptionKinds.WordOrNone<SampleDesign>(
        "--design",
        "How points of another program were drawn from this map",
        "as points of 'assess sample' say themselves"
    );

    private static readonly Option<string?> Model = OptionKinds.Text(
        "--model",
        "PACKAGE",
        "The package that made the map, by path or name; looked for beside the map and in models/ without it."
    );

    private static readonly Option<string?> TrainingLabels = OptionKinds.Text(
        "--training-labels",
        "PATH",
        "The labels that the model was trained on, where the package does not say."
    );

    private static readonly Option<TrainingOverlap?> Overlap = OptionKinds.WordOrNone<TrainingOverlap>(
        "--training-pixels",
        "What to do with reference pixels that the model was trained on",
        "REFUSE; COUNT for points"
    );

    private static readonly Option<string?> Output = OptionKinds.Text(
        "--out",
        "DIR",
        "A folder for the page, the matrix as CSV and all figures as JSON."
    );

    private static readonly Option<bool> Open = OptionKinds.Flag("--open", "Open the page in the browser.");

    public static Command Create()
    {
        var command = new Command("report", "Accuracy of a map, with intervals where points were drawn by chance.")
        {
            Map,
            Reference,
            Layer,
            Field,
            Touched,
            Ignore,
            Design,
            Model,
            TrainingLabels,
            Overlap,
            Output,
            Open,
        };
        RunRequest.AddTo(command);
        command.OnCall(Run);
        return command;
    }

    private static ExitCode Run(ParseResult parsed, ConsoleSession session)
    {
        var options = Options(parsed);
        AssessmentFiles.CheckPlace(parsed.GetValue(Output));
        var result = RecordedAssessment.Assess(
            RunRequest.Of(parsed),
            options,
            () => MapAssessment.Run(options, ConsoleSession.Notice, session.Token)
        );
        AssessmentOutput.Print(result);
        if (parsed.GetValue(Output) is { } folder)
        {
            var page = AssessmentFiles.Write(folder, result);
            ConsoleSession.Print($"Page: {PathText.Short(page)}");
            if (parsed.GetValue(Open))
            {
                PageOpener.Open(page);
            }
        }

        return ExitCode.Success;
    }

    private static AssessmentOptions Options(ParseResult parsed) =>
        new()
        {
            MapPath = parsed.GetRequiredValue(Map),
            ReferencePath = parsed.GetRequiredValue(Reference),
            Labels = new LabelOptions
            {
                Layer = parsed.GetValue(Layer),
                ClassValueField = parsed.GetValue(Field),
                AllTouched = parsed.GetValue(Touched),
                IgnoreValue = parsed.GetValue(Ignore),
            },
            Design = parsed.GetValue(Design),
            ModelPath = parsed.GetValue(Model),
            Models = ModelsCommand.Folder([]),
            TrainingLabels = parsed.GetValue(TrainingLabels),
            Overlap = parsed.GetValue(Overlap),
        };
}
