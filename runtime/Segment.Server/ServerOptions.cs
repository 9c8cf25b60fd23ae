using System.Net;
using Segment.Server.Access;
using Segment.Server.Models;

namespace Segment.Server;

/// <summary>How a server is set up.</summary>
public sealed record ServerOptions
{
    /// <summary>The address that is listened on unless another is given: this machine alone.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Gets how the folder of packages is watched.</summary>
    public required DropInOptions Models { get; init; }

    /// <summary>Gets the folder below which scenes may be named by path.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Gets the folder of jobs, their maps and uploads; it is made.</summary>
    public string WorkFolder { get; init; } = "segment-work";

    /// <summary>Gets the addresses that are listened on.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>Gets the file of bearer tokens; null lets everybody in who reaches a loopback address.</summary>
    public string? TokensFile { get; init; }

    /// <summary>Gets the path of <c>segment</c>, which workers are processes of.</summary>
    public required string Program { get; init; }

    /// <summary>Gets how many tiles are computed side by side, over all requests and jobs; one a core as a rule.</summary>
    public int Lanes { get; init; } = Environment.ProcessorCount;

    /// <summary>Gets how many worker processes answer requests side by side.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Gets how many asynchronous jobs run side by side, each in a process of its own.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>Gets how many requests may wait for a worker; more are told to come again.</summary>
    public int Queue { get; init; } = 64;

    /// <summary>Gets how many asynchronous jobs may wait.</summary>
    public int JobQueue { get; init; } = 1000;

    /// <summary>Gets how long a request may take, waiting included.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how long running requests may take after a request to stop.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the largest upload, in bytes.</summary>
    public long MaxUpload { get; init; } = 256L << 20;

    /// <summary>Gets the pixels of the largest scene of an answer that is waited for.</summary>
    public long MaxSyncPixels { get; init; } = 4096L * 4096;

    /// <summary>Gets the pixels of the largest scene of a job.</summary>
    public long MaxPixels { get; init; } = 40_000_000_000;

    /// <summary>Gets the most bands of a scene.</summary>
    public int MaxBands { get; init; } = 64;

    /// <summary>Gets the largest decoded block of a scene's band, in bytes.</summary>
    public long MaxBlockBytes { get; init; } = 64L << 20;

    /// <summary>Gets the requests that one caller (a token, or else an address) may make in a minute; 0 for any number.</summary>
    public int RateLimit { get; init; } = 6000;

    /// <summary>Gets the hosts that scenes may be fetched from over https; none as a rule.</summary>
    public IReadOnlyList<string> SceneHosts { get; init; } = [];

    /// <summary>Gets whether packages may be uploaded by who holds an admin token.</summary>
    public bool AllowUpload { get; init; }

    /// <summary>Gets how long finished jobs and their maps are kept.</summary>
    public TimeSpan KeepJobs { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Gets whether the log is lines of JSON; else text.</summary>
    public bool JsonLog { get; init; }

    /// <summary>Finds all that is wrong, one sentence each.</summary>
    /// <returns>The problems; none where all is well.</returns>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Models.Problems().Concat(Numbers()).Concat(UrlProblems()))
        {
            yield return problem;
        }

        if (!Directory.Exists(DataRoot))
        {
            yield return $"The data root '{DataRoot}' does not exist. Give --data-root the folder that the scenes lie in.";
        }

        if (!File.Exists(Program))
        {
            yield return $"The program '{Program}', which workers are processes of, does not exist. Install Segment anew.";
        }

        if (TokensFile is not null)
        {
            foreach (var problem in TokenFile.Problems(TokensFile))
            {
                yield return problem;
            }
        }
        else if (AllowUpload)
        {
            yield return "Packages are uploaded with an admin token only, and there is no file of tokens. Give --tokens FILE too.";
        }

        foreach (var host in SceneHosts.Where(host => Uri.CheckHostName(host) != UriHostNameType.Dns))
        {
            yield return $"'{host}' is no host name. Give --scene-hosts names such as data.example.org.";
        }
    }

    private static bool IsLoopback(Uri url) =>
        IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
            ? IPAddress.IsLoopback(address)
            : url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> UrlProblems()
    {
        if (Urls.Count == 0)
        {
            yield return $"There is no address to listen on. Give --urls, such as {DefaultUrl}.";
        }

        foreach (var text in Urls)
        {
            // '*' and '+' stand for every address in ASP.NET; they are no hosts of a URI.
            var url = text.Replace("//*", "//0.0.0.0", StringComparison.Ordinal)
                .Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                yield return $"'{text}' is no address to listen on. Give one such as {DefaultUrl}.";
            }
            else if (!IsLoopback(uri) && TokensFile is null)
            {
                yield return $"{text} is reached from other machines, and there is no file of tokens: anybody could use the server. "
                    + "Give --tokens FILE, or listen on 127.0.0.1.";
            }
        }
    }

    private IEnumerable<string> Numbers()
    {
        var checks = new (bool Wrong, string Sentence)[]
        {
            (Lanes is < 1 or > 256, $"The number of lanes is {Lanes}; it must be 1–256."),
            (Workers is < 1 or > 256, $"The number of workers is {Workers}; it must be 1–256."),
            (Jobs is < 1 or > 64, $"The number of jobs side by side is {Jobs}; it must be 1–64."),
            (Queue is < 0 or > 100_000, $"The queue holds {Queue} requests; it must be 0–100,000."),
            (JobQueue is < 1 or > 1_000_000, $"The queue holds {JobQueue} jobs; it must be 1–1,000,000."),
            (
                Deadline < TimeSpan.FromSeconds(1) || Deadline > TimeSpan.FromHours(1),
                $"The deadline of a request is {Deadline.TotalSeconds:0.###} s; it must be 1–3,600 s."
            ),
            (
                Drain < TimeSpan.Zero || Drain > TimeSpan.FromHours(1),
                $"The time to end running requests is {Drain.TotalSeconds:0.###} s; it must be 0–3,600 s."
            ),
            (MaxUpload is < 1024, $"The largest upload is {MaxUpload} bytes; it must be 1,024 or more."),
            (
                MaxSyncPixels < 1,
                $"The largest scene that is waited for has {MaxSyncPixels} pixels; it must be 1 or more."
            ),
            (
                MaxPixels < MaxSyncPixels,
                $"The largest scene of a job has {MaxPixels} pixels, fewer than the {MaxSyncPixels} of one that is waited for."
            ),
            (MaxBands is < 1 or > 65535, $"The most bands of a scene are {MaxBands}; it must be 1–65,535."),
            (RateLimit < 0, $"The rate limit is {RateLimit} requests a minute; it must be 0 (none) or more."),
            (KeepJobs < TimeSpan.FromMinutes(1), $"Finished jobs are kept {KeepJobs}; it must be a minute or more."),
        };
        return checks.Where(check => check.Wrong).Select(check => check.Sentence);
    }
}
