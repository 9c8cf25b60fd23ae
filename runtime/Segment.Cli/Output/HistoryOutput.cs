using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Server.Models;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints what happened to a server's model.</summary>
internal static class HistoryOutput
{
    private const int ShownDigits = 12;

    /// <summary>Prints the events, the latest first.</summary>
    /// <param name="name">The model.</param>
    /// <param name="history">The history.</param>
    public static void Print(string name, ModelHistory history)
    {
        var events = history.Read(name);
        if (events.Count == 0)
        {
            var known = history.Read().Select(e => e.Name).Distinct(StringComparer.Ordinal).ToList();
            throw new SegmentDataException(
                $"Nothing is known of a model {ShownText.Quote(name)} there. {NearestName.Hint(name, known)} Name the folder that the server serves with --models, or its --state."
            );
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("When (UTC)", "What", "Package", "Why");
        foreach (var e in events.Reverse())
        {
            table.AddRow(
                new Text($"{e.At:yyyy-MM-dd HH:mm:ss}"),
                new Text($"{e.Kind}"),
                new Text(e.Sha256?[..ShownDigits] ?? ""),
                new Text(e.Words)
            );
        }

        ConsoleSession.Out.Write(table);
        if (events.LastOrDefault(e => e.Canary is not null)?.Canary is { } canary)
        {
            PrintCanary(canary);
        }
    }

    private static void PrintCanary(CanaryReport canary)
    {
        ConsoleSession.Print(
            $"The latest canary, {canary.Area}: {canary.After[..ShownDigits]} changes {100 * canary.ChangedShare:0.0} % of the pixels that {canary.Before[..ShownDigits]} maps."
        );
        var table = new Table().Border(TableBorder.Simple).AddColumns("Class", "Before", "After", "Kept");
        foreach (var c in canary.Classes)
        {
            table.AddRow(
                new Text($"{c.Value} {c.Name}"),
                new Text($"{c.Before:N0}"),
                new Text($"{c.After:N0}"),
                new Text($"{c.Kept:N0}")
            );
        }

        ConsoleSession.Out.Write(table);
    }
}
