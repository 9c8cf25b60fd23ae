using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;

namespace Segment.Cli.Commands.Runs;

/// <summary><c>segment runs show</c>: all that is known of a run.</summary>
internal static class RunsShowCommand
{
    public static Command Create()
    {
        var numbers = RunNumbers.Argument(
            1,
            "The run's number; several, or ranges such as 12-20, are shown one after the other."
        );
        var command = new Command("show", "Tell all of a run: facts, options, parts, notes.") { numbers };
        command.OnCall(
            (parsed, _) =>
            {
                var ledger = RunsCommand.Ledger(parsed);
                var (runs, questions) = (ledger.Runs(), ledger.Questions());
                foreach (var run in RunNumbers.Find(parsed.GetRequiredValue(numbers), runs))
                {
                    RunsOutput.Show(run, runs, questions);
                }

                return ExitCode.Success;
            }
        );
        return command;
    }
}
