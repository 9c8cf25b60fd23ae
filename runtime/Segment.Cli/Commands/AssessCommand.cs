using System.CommandLine;
using Segment.Cli.Output;
using Segment.Cli.Recording;
using Segment.CommandLine;
using Segment.CommandLine.Recording;
using Segment.Raster.Labels;
using Segment.Runtime.Maps;

namespace Segment.Cli.Commands;

/// <summary><c>segment assess report</c>: compares a map with labels that training never saw.</summary>
internal static class AssessCommand
{
    public static Command Create()
    {
        var map = OptionKinds.Required("--map", "MAP.tif", "The map to assess.");
        var reference = OptionKinds.Required(
            "--reference",
            "PATH",
            "Polygons or a classified raster, not used in training."
        );
        var layer = OptionKinds.Text("--layer", "NAME", "The layer of the reference file, where it holds several.");
        var field = OptionKinds.Text("--class-value-field", "FIELD", "The field with the class of each polygon.");
        var touched = new Option<bool>("--all-touched")
        {
            Description = "A polygon covers every pixel it touches, not only those whose centre it covers.",
        };
        var ignore = new Option<int?>("--ignore-value")
        {
            Description = "The class value of the reference that means 'no label'.",
            HelpName = "NUMBER",
        };
        var report = new Command("report", "Confusion matrix and accuracy of a map against reference labels.")
        {
            map,
            reference,
            layer,
            field,
            touched,
            ignore,
        };
        RunRequest.AddTo(report);
        report.OnCall(
            (parsed, session) =>
            {
                var labels = new LabelOptions
                {
                    Layer = parsed.GetValue(layer),
                    ClassValueField = parsed.GetValue(field),
                    AllTouched = parsed.GetValue(touched),
                    IgnoreValue = parsed.GetValue(ignore),
                };
                var (mapPath, referencePath) = (parsed.GetRequiredValue(map), parsed.GetRequiredValue(reference));
                var result = RecordedAssessment.Assess(
                    RunRequest.Of(parsed),
                    mapPath,
                    referencePath,
                    () => MapAssessment.Run(mapPath, referencePath, labels, ConsoleSession.Notice, session.Token),
                    assessed => assessed.Matrix
                );
                AssessmentOutput.Print(result);
                return ExitCode.Success;
            }
        );
        return new Command("assess", "Judge a map by labels that training never saw.") { report };
    }
}
