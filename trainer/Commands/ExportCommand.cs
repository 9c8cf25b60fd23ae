using System.CommandLine;
using Segment.CommandLine;

namespace Segment.Trainer.Commands;

/// <summary><c>segment export</c>: repeats the export of a run.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "The run folder of a training." };
        var command = new Command("export", "Repeat the export of a training run.") { run };
        command.OnCall(
            (parsed, _) =>
            {
                var package = ConsoleSession.Step(
                    "Exporting",
                    _ => PackageExport.Export(parsed.GetRequiredValue(run), ConsoleSession.Notice)
                );
                ConsoleSession.Print($"Package: {package}");
                return ExitCode.Success;
            }
        );
        return command;
    }
}
