using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.Ledger;

namespace Segment.Cli.Commands.Runs;

/// <summary><c>segment runs list</c>: the runs in a table.</summary>
internal static class RunsListCommand
{
    public static Command Create()
    {
        var last = OptionKinds.Number("--last", "Only the newest so many; 0 for all.", 0);
        var operation = OptionKinds.Text(
            "--operation",
            "WORD",
            "Only this operation, such as training or classification."
        );
        var state = OptionKinds.Text("--state", "WORD", "Only this state: running, done, failed, stopped, broken-off.");
        var batch = OptionKinds.Text("--batch-alias", "TEXT", "Only this batch.");
        var parts = OptionKinds.Flag("--all", "Also the parts of runs: trials of a search, shards of a map.");
        var command = new Command("list", "List the runs.") { last, operation, state, batch, parts };
        command.OnCall(
            (parsed, _) =>
            {
                var ledger = RunsCommand.Ledger(parsed);
                var filter = new RunFilter
                {
                    Operation = RunFilter.Word<RunOperation>("--operation", parsed.GetValue(operation)),
                    State = RunFilter.Word<RunState>("--state", parsed.GetValue(state)),
                    Batch = parsed.GetValue(batch),
                    Parts = parsed.GetValue(parts),
                    Last = parsed.GetValue(last),
                };
                RunsOutput.List(filter.Of(ledger.Runs()), ledger.Path);
                return ExitCode.Success;
            }
        );
        return command;
    }
}
