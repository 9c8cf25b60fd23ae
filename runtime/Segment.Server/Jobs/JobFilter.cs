using System.Globalization;
using Microsoft.AspNetCore.Http;
using Segment.Server.Faults;
using Segment.Server.Processes;

namespace Segment.Server.Jobs;

/// <summary>Which jobs a list shows (OGC 18-062r2, requirements class Job list).</summary>
internal sealed class JobFilter
{
    private const int Most = 10_000;
    private static readonly string[] Known =
    [
        "type",
        "processID",
        "status",
        "datetime",
        "minDuration",
        "maxDuration",
        "limit",
        "offset",
        "f",
    ];

    private IReadOnlyList<string> types = [];
    private IReadOnlyList<string> processes = [];
    private IReadOnlyList<JobStatus> statuses = [];
    private (DateTimeOffset From, DateTimeOffset To)? created;
    private int? shortest;
    private int? longest;

    /// <summary>Gets how many jobs are shown at most.</summary>
    public int Limit { get; private init; } = 10;

    /// <summary>Gets how many are left out first.</summary>
    public int Offset { get; private init; }

    /// <summary>Reads the parameters.</summary>
    /// <param name="query">The parameters.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ApiException">A parameter is unknown or makes no sense (400).</exception>
    public static JobFilter Read(IQueryCollection query)
    {
        foreach (var key in query.Keys.Where(key => !Known.Contains(key, StringComparer.Ordinal)))
        {
            throw OgcFault.BadParameter(
                $"There is no parameter '{PackageFormat.ShownText.Plain(key)}'; there are {string.Join(", ", Known)}."
            );
        }

        return new JobFilter
        {
            types = Words(query, "type"),
            processes = Words(query, "processID"),
            statuses = [.. Words(query, "status").Select(Status)],
            created = query.TryGetValue("datetime", out var text) ? Interval($"{text}") : null,
            shortest = Number(query, "minDuration", 0, int.MaxValue),
            longest = Number(query, "maxDuration", 0, int.MaxValue),
            Limit = Math.Min(Most, Number(query, "limit", 1, int.MaxValue) ?? 10),
            Offset = Number(query, "offset", 0, int.MaxValue) ?? 0,
        };
    }

    /// <summary>Tells whether a job is shown.</summary>
    /// <param name="job">The job.</param>
    /// <returns>Whether it is.</returns>
    public bool Fits(JobRecord job)
    {
        var end = job.Finished ?? DateTimeOffset.UtcNow;
        var seconds = job.Started is { } start ? (end - start).TotalSeconds : (double?)null;
        return (types.Count == 0 || types.Contains("process", StringComparer.Ordinal))
            && (processes.Count == 0 || processes.Contains(ProcessDescription.Id, StringComparer.Ordinal))
            && (statuses.Count == 0 || statuses.Contains(job.Status))
            && (created is not { } span || (job.Created >= span.From && job.Created <= span.To))
            && (shortest is null || seconds >= shortest)
            && (longest is null || seconds <= longest);
    }

    private static IReadOnlyList<string> Words(IQueryCollection query, string key) =>
        query.TryGetValue(key, out var values)
            ?
            [
                .. values.SelectMany(value =>
                    (value ?? string.Empty).Split(
                        ',',
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    )
                ),
            ]
            : [];

    private static JobStatus Status(string word) =>
        !char.IsAsciiDigit(word[0]) && Enum.TryParse<JobStatus>(word, ignoreCase: true, out var status)
            ? status
            : throw OgcFault.BadParameter("A status must be accepted, running, successful, failed or dismissed.");

    private static int? Number(IQueryCollection query, string key, int least, int most)
    {
        if (!query.TryGetValue(key, out var text))
        {
            return null;
        }

        return
            int.TryParse($"{text}", NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? number
            : throw OgcFault.BadParameter($"'{key}' must be a whole number of {least} or more.");
    }

    // A moment, or a span whose ends may be left open: ../2026-12-01T00:00:00Z
    private static (DateTimeOffset From, DateTimeOffset To) Interval(string text)
    {
        var parts = text.Split('/');
        return parts.Length switch
        {
            1 => (Moment(text, null), Moment(text, null)),
            2 => (Moment(parts[0], DateTimeOffset.MinValue), Moment(parts[1], DateTimeOffset.MaxValue)),
            _ => throw OgcFault.BadParameter("'datetime' must be a moment or two with '/' between."),
        };
    }

    private static DateTimeOffset Moment(string text, DateTimeOffset? open)
    {
        if (open is { } end && text is "" or "..")
        {
            return open ?? throw OgcFault.BadParameter("'datetime' must be a moment such as 2026-11-23T10:00:00Z.");
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var moment)
            ? moment
            : throw OgcFault.BadParameter("'datetime' must hold moments such as 2026-11-23T10:00:00Z.");
    }
}
