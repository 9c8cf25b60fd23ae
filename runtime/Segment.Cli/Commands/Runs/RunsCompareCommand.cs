using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;

namespace Segment.Cli.Commands.Runs;

/// <summary><c>segment runs compare</c>: where runs differ.</summary>
internal static class RunsCompareCommand
{
    public static Command Create()
    {
        var numbers = RunNumbers.Argument(1, "The runs' numbers, or a range such as 12-15.");
        var command = new Command("compare", "Show where runs differ, in facts, options and notes.") { numbers };
        command.OnCall(
            (parsed, _) =>
            {
                var ledger = RunsCommand.Ledger(parsed);
                RunsOutput.Compare(
                    RunNumbers.Find(parsed.GetRequiredValue(numbers), ledger.Runs()),
                    ledger.Questions()
                );
                return ExitCode.Success;
            }
        );
        return command;
    }
}
