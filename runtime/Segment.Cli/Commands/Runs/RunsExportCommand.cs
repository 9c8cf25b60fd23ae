using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.Ledger.Exports;
using Segment.PackageFormat;

namespace Segment.Cli.Commands.Runs;

/// <summary><c>segment runs export</c>: the ledger as a table for other programs, or as a page.</summary>
internal static class RunsExportCommand
{
    public static Command Create()
    {
        var format = OptionKinds.Choice(
            "--format",
            "html: a page to sort and filter; xlsx: for spreadsheets; csv: for anything.",
            [.. RunExports.All.Select(export => export.Name)]
        );
        var output = OptionKinds.Text("--out", "FILE", "The file to write. [default: segment-runs.FORMAT]");
        var parts = OptionKinds.Flag("--all", "Also the parts of runs: trials of a search, shards of a map.");
        var open = OptionKinds.Flag("--open", "Open the page, or the spreadsheet, afterwards.");
        var command = new Command("export", "Write the ledger as a page, a spreadsheet, or comma-separated values.")
        {
            format,
            output,
            parts,
            open,
        };
        command.OnCall(
            (parsed, _) =>
            {
                var ledger = RunsCommand.Ledger(parsed);
                var export = RunExports.All.First(e => e.Name == parsed.GetRequiredValue(format));
                var file = Path.GetFullPath(parsed.GetValue(output) ?? $"segment-runs.{export.Name}");
                if (file == ledger.Path)
                {
                    throw new SegmentDataException($"--out {file} is the ledger itself. Give another file.");
                }

                var runs = new RunFilter { Parts = parsed.GetValue(parts) }.Of(ledger.Runs());
                export.Write(file, new RunTable(ledger, RunColumns.All(ledger.Questions()), runs));
                ConsoleSession.Print($"{runs.Count} {(runs.Count == 1 ? "run" : "runs")}: {PathText.Short(file)}");
                if (parsed.GetValue(open))
                {
                    PageOpener.Open(file);
                }

                return ExitCode.Success;
            }
        );
        return command;
    }
}
