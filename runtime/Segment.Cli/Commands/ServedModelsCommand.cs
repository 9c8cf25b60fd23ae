using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Server.Models;
using Segment.Server.Models.Orders;

namespace Segment.Cli.Commands;

/// <summary>The words of <c>segment models</c> for a server's models: <c>rollback</c>, <c>pin</c>, <c>unpin</c>,
/// <c>approve</c> and <c>history</c>. They reach the server through files in its private state, without a network.</summary>
internal static class ServedModelsCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Makes the words.</summary>
    /// <returns>The commands.</returns>
    public static IEnumerable<Command> Create() =>
        [
            Order("rollback", "Have a server answer with the package before.", ModelOrderKind.Rollback),
            Order("pin", "Have a server answer with one package, whatever is dropped in.", ModelOrderKind.Pin),
            Order("unpin", "Have a server take what is dropped in again.", ModelOrderKind.Unpin),
            Order("approve", "Have a server answer with the package that waits for a word.", ModelOrderKind.Approve),
            HistoryWords(),
        ];

    private static Command Order(string word, string description, ModelOrderKind kind)
    {
        var name = Name();
        var hash = new Argument<string>("HASH") { Description = "The package's SHA-256, or its first digits." };
        var (folder, state) = Places();
        var command = new Command(word, description) { name };
        if (kind == ModelOrderKind.Pin)
        {
            command.Add(hash);
        }

        command.Add(folder);
        command.Add(state);
        command.OnCall(
            (parsed, session) =>
            {
                var sha256 = kind == ModelOrderKind.Pin ? parsed.GetRequiredValue(hash) : null;
                var place = State(parsed.GetRequiredValue(folder), parsed.GetValue(state));
                var order = new ModelOrder(kind, parsed.GetRequiredValue(name), sha256);
                var answer = new OrderBox(place).Give(order, Patience, session.Token);
                if (answer is { Done: false })
                {
                    throw new SegmentDataException(answer.Words);
                }

                ConsoleSession.Print(answer?.Words ?? "No server answers there now; one does it when it starts.");
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Command HistoryWords()
    {
        var name = Name();
        var (folder, state) = Places();
        var command = new Command("history", "Tell what happened to a server's model.") { name, folder, state };
        command.OnCall(
            (parsed, _) =>
            {
                var history = new ModelHistory(State(parsed.GetRequiredValue(folder), parsed.GetValue(state)));
                HistoryOutput.Print(parsed.GetRequiredValue(name), history);
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The model's name." };

    private static (Option<string> Folder, Option<string?> State) Places() =>
        (
            new Option<string>("--models")
            {
                Description = "The folder that the server serves.",
                HelpName = "DIR",
                DefaultValueFactory = _ => "models",
            },
            OptionKinds.Text("--state", "DIR", "The server's private state. [default: .segment in the folder]")
        );

    private static string State(string folder, string? state) =>
        Path.GetFullPath(state ?? Path.Combine(folder, DropInOptions.StateFolderName));
}
