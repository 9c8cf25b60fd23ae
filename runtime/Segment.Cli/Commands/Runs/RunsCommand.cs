using System.CommandLine;
using Segment.Ledger;

namespace Segment.Cli.Commands.Runs;

/// <summary><c>segment runs</c>: the ledger of trainings, maps and assessments.</summary>
internal static class RunsCommand
{
    private static readonly Option<string?> File = new("--ledger")
    {
        Description =
            $"The ledger. [default: {LedgerPlace.Variable}, or {LedgerPlace.FileName} here or in the nearest folder above]",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Command Create() =>
        new("runs", "List, compare and annotate the runs that the commands write down: the ledger.")
        {
            File,
            RunsListCommand.Create(),
            RunsShowCommand.Create(),
            RunsCompareCommand.Create(),
            RunsNoteCommand.Create(),
            RunsQuestionCommand.Create(),
            RunsExportCommand.Create(),
        };

    /// <summary>Opens the ledger that a command line means.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The ledger.</returns>
    /// <exception cref="PackageFormat.SegmentDataException">There is none.</exception>
    public static RunLedger Ledger(ParseResult parsed) => new(LedgerPlace.ToRead(parsed.GetValue(File)));
}
