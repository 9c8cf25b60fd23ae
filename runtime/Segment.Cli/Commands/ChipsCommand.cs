using System.CommandLine;
using Segment.Cli.Output;
using Segment.Cli.Recording;
using Segment.CommandLine;
using Segment.CommandLine.Recording;
using Segment.Raster.Chips;
using Segment.Raster.Scenes;

namespace Segment.Cli.Commands;

/// <summary><c>segment chips</c>: cuts scenes and their labels into training chips.</summary>
internal static class ChipsCommand
{
    public static Command Create()
    {
        var command = new Command(
            "chips",
            "Cut a scene and its class polygons into training chips.\n\n"
                + "The parameters are those of ArcGIS's Export Training Data For Deep Learning, under the same names. Two defaults "
                + "differ from ArcGIS's: the metadata format is Classified_Tiles (there PASCAL_VOC_rectangles), and the tile size "
                + "is chosen from the polygons (there 256)."
        );
        foreach (var option in ChipsOptions.Usual)
        {
            command.Add(option);
        }

        new GroupedHelp([.. ChipsOptions.Groups, ("Split", ChipsReview.Options), RunRequest.Group]).AddTo(command);
        command.OnCall(
            (parsed, session) =>
            {
                var given = ChipsOptions.Read(parsed);
                var options = given with { Scenes = SceneList.Expand(given.Scenes) };
                var split = ChipsReview.Read(parsed);
                var report = DoctorGate.BeforeChips(options, parsed.GetValue(ChipsOptions.Force) ?? [], session);
                ChipsOutput.Print(RecordedChips.Cut(RunRequest.Of(parsed), options, () => Run(options, session)));
                ChipsReview.Run(options, split, report, session);
                return ExitCode.Success;
            }
        );
        return command;
    }

    /// <summary>Cuts the chips behind a progress bar.</summary>
    /// <param name="options">What to cut.</param>
    /// <param name="session">The console.</param>
    /// <returns>What was written.</returns>
    public static ChipExportResult Run(ChipExportOptions options, ConsoleSession session) =>
        ConsoleSession.Step(
            "Cutting chips",
            progress => ChipExporter.Export(options, progress, ConsoleSession.Notice, session.Token)
        );
}
