using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Segment.Ledger.Fields;

namespace Segment.Ledger.Storage;

/// <summary>Writes runs into an open ledger.</summary>
internal static class RunWriter
{
    /// <summary>Writes a new run of this process.</summary>
    /// <param name="connection">The ledger.</param>
    /// <param name="start">What is known of it.</param>
    /// <param name="state">Running, or open for the parts of others.</param>
    /// <param name="began">When it began, in UTC.</param>
    /// <returns>Its number.</returns>
    public static long Insert(SqliteConnection connection, RunStart start, RunState state, DateTime began)
    {
        var process = ProcessMark.Own;
        var number = (long)
            connection.Scalar(
                """
                INSERT INTO run (parent, part, operation, state, started_utc, alive_utc, command, folder, result, parameters,
                  boot, process_space, process_id, process_start)
                VALUES ($parent, $part, $operation, $state, $now, $now, $command, $folder, $result, $parameters,
                  $boot, $space, $id, $start)
                RETURNING number
                """,
                ("$parent", start.Parent),
                ("$part", start.Part),
                ("$operation", Words.Of(start.Operation)),
                ("$state", Words.Of(state)),
                ("$now", Moment(began)),
                ("$command", start.Command),
                ("$folder", Directory.GetCurrentDirectory()),
                ("$result", start.Result),
                ("$parameters", Json(start.Parameters)),
                ("$boot", process.Boot),
                ("$space", process.Space),
                ("$id", process.Id),
                ("$start", process.Start)
            )!;
        Update(connection, number, start.Facts, began);
        if (start.Facts.Text(RunFields.TrainingData) is { } chips)
        {
            Inherit(connection, number, chips);
        }

        return number;
    }

    // Chips do not say which imagery they were cut from; the run that cut them does.
    private static void Inherit(SqliteConnection connection, long number, string chips)
    {
        const string newest =
            "SELECT max(number) FROM run WHERE operation = 'chips' AND state = 'done' AND result = $chips";
        if (connection.Scalar(newest, ("$chips", chips)) is not long source)
        {
            return;
        }

        (string, object?)[] both = [("$number", number), ("$source", source)];
        _ = connection.Do(
            """
            UPDATE run SET (imagery, imagery_year) = (SELECT imagery, imagery_year FROM run WHERE number = $source) WHERE number = $number;
            INSERT INTO note SELECT $number, field, text, noted_utc FROM note
              WHERE run = $source AND field IN ('geographic_domain', 'imagery', 'imagery_year');
            """,
            both
        );
    }

    /// <summary>Finds the run whose parts are being done.</summary>
    /// <param name="connection">The ledger.</param>
    /// <param name="whole">What it does and makes.</param>
    /// <returns>Its number; null where there is none.</returns>
    public static long? FindOpen(SqliteConnection connection, RunStart whole) =>
        (long?)
            connection.Scalar(
                "SELECT max(number) FROM run WHERE state = 'open' AND operation = $operation AND result = $result",
                ("$operation", Words.Of(whole.Operation)),
                ("$result", whole.Result)
            );

    /// <summary>Gives a run to this process.</summary>
    /// <param name="connection">The ledger.</param>
    /// <param name="number">The run.</param>
    /// <param name="now">The time, in UTC.</param>
    public static void Own(SqliteConnection connection, long number, DateTime now) =>
        connection.Do(
            """
            UPDATE run SET state = 'running', alive_utc = $now, boot = $boot, process_space = $space, process_id = $id,
              process_start = $start WHERE number = $number
            """,
            ("$now", Moment(now)),
            ("$boot", ProcessMark.Own.Boot),
            ("$space", ProcessMark.Own.Space),
            ("$id", ProcessMark.Own.Id),
            ("$start", ProcessMark.Own.Start),
            ("$number", number)
        );

    /// <summary>Writes facts, and that the run lives.</summary>
    /// <param name="connection">The ledger.</param>
    /// <param name="number">The run.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="now">The time, in UTC.</param>
    public static void Update(SqliteConnection connection, long number, RunFacts facts, DateTime now)
    {
        var known = facts.Known.Where(field => !field.IsPersonal).ToList();
        var set = string.Concat(known.Select(field => $", {field.Column} = ${field.Column}"));
        _ = connection.Do(
            $"UPDATE run SET alive_utc = $now{set} WHERE number = $number",
            [("$now", Moment(now)), ("$number", number), .. known.Select(field => ($"${field.Column}", facts[field]))]
        );
    }

    /// <summary>Writes the end.</summary>
    /// <param name="connection">The ledger.</param>
    /// <param name="number">The run.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="now">The time, in UTC.</param>
    public static void End(SqliteConnection connection, long number, RunEnd end, DateTime now)
    {
        _ = connection.Do(
            "UPDATE run SET state = $state, ended_utc = $now, message = $message WHERE number = $number",
            ("$state", Words.Of(end.State)),
            ("$now", Moment(now)),
            ("$message", end.Message),
            ("$number", number)
        );
        if (!end.Thumbnail.IsEmpty)
        {
            _ = connection.Do(
                "INSERT OR REPLACE INTO thumbnail (run, png) VALUES ($number, $png)",
                ("$number", number),
                ("$png", end.Thumbnail.ToArray())
            );
        }
    }

    /// <summary>Writes a moment as the ledger has it: ISO 8601 in UTC, to the millisecond.</summary>
    /// <param name="utc">The moment.</param>
    /// <returns>The text.</returns>
    public static string Moment(DateTime utc) => utc.ToString(Words.MomentFormat, CultureInfo.InvariantCulture);

    private static string Json(IReadOnlyDictionary<string, string> texts) =>
        JsonSerializer.Serialize(
            texts.ToDictionary(item => item.Key, item => item.Value),
            LedgerJson.Default.DictionaryStringString
        );
}
