using System.CommandLine;
using Segment.CommandLine;
using Segment.Server;

namespace Segment.Cli.Commands;

/// <summary>The options of <c>segment serve</c> that bound what it does; all have defaults.</summary>
internal sealed class ServeLimits
{
    private readonly Option<Auto<int>> lanes = OptionKinds.AutoNumber(
        "--lanes",
        "Tiles computed side by side over all requests and jobs; auto is one a core."
    );
    private readonly Option<int> jobs = OptionKinds.Number("--jobs", "Jobs that run side by side, a process each.", 2);
    private readonly Option<int> queue = OptionKinds.Number(
        "--queue",
        "Requests that may wait; more are answered 429.",
        64
    );
    private readonly Option<int> deadline = OptionKinds.Number(
        "--deadline",
        "Seconds that a request may take; then it is answered 504.",
        60
    );
    private readonly Option<int> drain = OptionKinds.Number(
        "--drain",
        "Seconds that running requests may take once the server is told to stop.",
        30
    );
    private readonly Option<Auto<long>> maxUpload = OptionKinds.AutoBytes(
        "--max-upload",
        "The largest scene that may be sent, such as 1GB; auto is 256 MB."
    );
    private readonly Option<int> rateLimit = OptionKinds.Number(
        "--rate-limit",
        "Requests that a caller may make in a minute; 0 for any number.",
        6000
    );
    private readonly Option<string[]> hosts = new("--scene-hosts")
    {
        Description = "Hosts that scenes may be fetched from over https.",
        HelpName = "HOST",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };
    private readonly Option<bool> upload = OptionKinds.Flag(
        "--allow-upload",
        "Let holders of an admin token upload packages."
    );
    private readonly Option<int> keep = OptionKinds.Number(
        "--keep-jobs",
        "Days that finished jobs and their maps are kept.",
        7
    );
    private readonly Option<string> log = OptionKinds.Choice("--log", "How the log is written.", "text", "json");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (
            var option in new Option[]
            {
                lanes,
                jobs,
                queue,
                deadline,
                drain,
                maxUpload,
                rateLimit,
                hosts,
                upload,
                keep,
                log,
            }
        )
        {
            command.Add(option);
        }
    }

    /// <summary>Takes over what was given.</summary>
    /// <param name="options">The options so far.</param>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public ServerOptions Apply(ServerOptions options, ParseResult parsed)
    {
        int? wide = parsed.GetValue(lanes);
        long? largest = parsed.GetValue(maxUpload);
        return options with
        {
            Lanes = wide ?? options.Lanes,
            Workers = wide ?? options.Workers,
            Jobs = parsed.GetValue(jobs),
            Queue = parsed.GetValue(queue),
            Deadline = TimeSpan.FromSeconds(parsed.GetValue(deadline)),
            Drain = TimeSpan.FromSeconds(parsed.GetValue(drain)),
            MaxUpload = largest ?? options.MaxUpload,
            RateLimit = parsed.GetValue(rateLimit),
            SceneHosts = parsed.GetValue(hosts) ?? [],
            AllowUpload = parsed.GetValue(upload),
            KeepJobs = TimeSpan.FromDays(parsed.GetValue(keep)),
            JsonLog = parsed.GetValue(log) == "json",
        };
    }
}
