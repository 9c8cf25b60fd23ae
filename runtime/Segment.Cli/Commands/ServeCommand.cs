using System.CommandLine;
using Segment.CommandLine;
using Segment.Server;
using Segment.Server.Hosting;
using Segment.Server.Models;
using Segment.Server.Workers;

namespace Segment.Cli.Commands;

/// <summary><c>segment serve</c>: answers over HTTP for the packages of a folder.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Models = new("--models")
    {
        Description = "The folder of packages: what is dropped into it serves as soon as it is proven.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "models",
    };
    private static readonly Option<string?> State = OptionKinds.Text(
        "--state",
        "DIR",
        "The server's private copies of packages, their history and orders. [default: .segment in the models folder]"
    );
    private static readonly Option<string?> Canary = OptionKinds.Text(
        "--canary",
        "AREA.tif",
        "A small raster that a new package and the one before map before the switch."
    );
    private static readonly Option<double> CanaryLimit = OptionKinds.Real(
        "--canary-limit",
        "The share of the canary's pixels, 0–1, above which a switch waits for 'segment models approve'.",
        DropInOptions.DefaultCanaryLimit
    );
    private static readonly Option<string> DataRoot = OptionKinds.Required(
        "--data-root",
        "DIR",
        "The folder of the scenes: clients name paths below it, and nothing outside is opened."
    );
    private static readonly Option<string[]> Urls = new("--urls")
    {
        Description = "The addresses to listen on.",
        HelpName = "URL",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [ServerOptions.DefaultUrl],
    };
    private static readonly Option<string?> Tokens = OptionKinds.Text(
        "--tokens",
        "FILE",
        "Bearer tokens, a line each: name, scopes (infer,admin,metrics), token. Needed for other addresses than this machine's own."
    );
    private static readonly Option<string> Work = OptionKinds.Name(
        "--work",
        "The folder of jobs, their maps and uploads.",
        "segment-work"
    );

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command(
            "serve",
            "Answer over HTTP: maps on request and as jobs, packages swapped by dropping in a file."
        )
        {
            Models,
            State,
            Canary,
            CanaryLimit,
            DataRoot,
            Urls,
            Tokens,
            Work,
        };
        var limits = new ServeLimits();
        limits.AddTo(command);
        command.OnCall(
            (parsed, session) =>
            {
                Run(limits.Apply(Read(parsed), parsed), session.Token);
                return ExitCode.Success;
            }
        );
        return command;
    }

    /// <summary>Makes the hidden word that worker processes are started with.</summary>
    /// <returns>The command.</returns>
    public static Command CreateWorker()
    {
        var command = new Command(WorkerProgram.Word, "A worker of 'segment serve'; started by it.") { Hidden = true };
        command.SetAction(_ =>
        {
            WorkerProgram.Run();
            return (int)ExitCode.Success;
        });
        return command;
    }

    private static ServerOptions Read(ParseResult parsed) =>
        new()
        {
            Program = Path.Combine(AppContext.BaseDirectory, "segment"),
            Models = new DropInOptions
            {
                Folder = parsed.GetRequiredValue(Models),
                StateFolder = parsed.GetValue(State),
                Canary = parsed.GetValue(Canary),
                CanaryLimit = parsed.GetValue(CanaryLimit),
                Program = Path.Combine(AppContext.BaseDirectory, "segment"),
            },
            DataRoot = parsed.GetRequiredValue(DataRoot),
            Urls = parsed.GetRequiredValue(Urls),
            TokensFile = parsed.GetValue(Tokens),
            WorkFolder = parsed.GetRequiredValue(Work),
        };

    // SIGTERM is the ordinary end of a server, and no failure.
    private static void Run(ServerOptions options, CancellationToken token)
    {
        var server = SegmentServer.Build(options);
        server.Start(token).GetAwaiter().GetResult();
        ConsoleSession.Notice($"Serving on {string.Join(", ", server.Urls)}; Ctrl-C ends it.");
        token.WaitHandle.WaitOne();
        ConsoleSession.Notice("Stopping: running requests end first.");
        server.Stop().GetAwaiter().GetResult();
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
