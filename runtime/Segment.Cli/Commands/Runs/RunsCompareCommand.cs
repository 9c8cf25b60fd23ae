using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.PackageFormat;

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
                var runs = RunNumbers.Find(parsed.GetRequiredValue(numbers), ledger.Runs());
                if (runs.Count < 2)
                {
                    throw new SegmentDataException(
                        $"There is nothing to compare run {runs[0].Number} with: give two numbers or more, or a range such as 12-15."
                    );
                }

                RunsOutput.Compare(runs, ledger.Questions());
                return ExitCode.Success;
            }
        );
        return command;
    }
}
