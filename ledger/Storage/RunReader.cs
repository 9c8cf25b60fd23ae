using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Segment.Ledger.Fields;

namespace Segment.Ledger.Storage;

/// <summary>Reads runs, notes and questions out of an open ledger, and refuses what Segment did not write.</summary>
internal static class RunReader
{
    /// <summary>How long a run on another machine may give no sign of life, in minutes, before it counts as broken off; a living one gives
    /// one every minute.</summary>
    public const double SilentMinutes = 10;

    private static readonly IReadOnlyList<RunField> Stored = [.. RunFields.All.Where(field => !field.IsPersonal)];

    private static readonly string Select = $"""
        SELECT number, parent, part, operation, state, started_utc, ended_utc, alive_utc, message, command, folder, result, parameters,
          boot, process_space, process_id, process_start, {string.Join(", ", Stored.Select(field => field.Column))}
        FROM run ORDER BY number
        """;

    private const int FirstFact = 17;

    /// <summary>Reads all runs.</summary>
    /// <param name="connection">The ledger.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <returns>The runs, by number.</returns>
    /// <exception cref="FormatException">Something is not as Segment writes it.</exception>
    public static IReadOnlyList<Run> Runs(SqliteConnection connection, DateTime now)
    {
        var notes = connection
            .Rows(
                "SELECT run, field, text FROM note",
                row => (Run: row.GetInt64(0), Field: row.GetString(1), Text: row.GetString(2))
            )
            .ToLookup(note => note.Run);
        var answers = connection
            .Rows(
                "SELECT run, question, text FROM answer",
                row => (Run: row.GetInt64(0), Question: row.GetInt64(1), Text: row.GetString(2))
            )
            .ToLookup(answer => answer.Run);
        return connection.Rows(
            Select,
            row =>
            {
                var run = Read(row, now);
                var noted = notes[run.Number].Select(note => (Field: FieldOf(note.Field), note.Text)).ToList();
                return run with
                {
                    Facts = noted.Aggregate(
                        run.Facts,
                        (facts, note) => facts.WithValue(note.Field, Value(note.Field, note.Text))
                    ),
                    Noted = noted.Select(note => note.Field).ToHashSet(),
                    Answers = answers[run.Number].ToDictionary(answer => answer.Question, answer => answer.Text),
                };
            }
        );
    }

    /// <summary>Reads the questions.</summary>
    /// <param name="connection">The ledger.</param>
    /// <returns>The questions, by number.</returns>
    public static IReadOnlyList<Question> Questions(SqliteConnection connection) =>
        connection.Rows(
            "SELECT number, text, answers FROM question ORDER BY number",
            row => new Question(
                row.GetInt64(0),
                row.GetString(1),
                JsonSerializer.Deserialize(row.GetString(2), LedgerJson.Default.StringArray)!
            )
        );

    private static Run Read(SqliteDataReader row, DateTime now)
    {
        var process = new ProcessMark(row.GetString(13), row.GetString(14), row.GetInt32(15), row.GetInt64(16));
        var seen = Words.Moment(row.GetString(7));
        return new Run
        {
            Number = row.GetInt64(0),
            Parent = row.IsDBNull(1) ? null : row.GetInt64(1),
            Part = Text(row, 2),
            Operation = Words.Read<RunOperation>(row.GetString(3)),
            State = StateOf(Words.Read<RunState>(row.GetString(4)), process, seen, now),
            Started = Words.Moment(row.GetString(5)),
            Ended = Text(row, 6) is { } ended ? Words.Moment(ended) : null,
            LastSeen = seen,
            Message = Text(row, 8),
            Command = row.GetString(9),
            Folder = row.GetString(10),
            Result = row.GetString(11),
            Parameters = JsonSerializer.Deserialize(row.GetString(12), LedgerJson.Default.DictionaryStringString)!,
            Facts = Facts(row),
        };
    }

    private static RunState StateOf(RunState stored, ProcessMark process, DateTime seen, DateTime now)
    {
        if (stored != RunState.Running)
        {
            return stored;
        }

        var lives = process.IsAlive() ?? (now - seen).TotalMinutes < SilentMinutes;
        return lives ? RunState.Running : RunState.BrokenOff;
    }

    private static RunFacts Facts(SqliteDataReader row) =>
        RunFacts.Of(
            Stored
                .Select((field, i) => (Field: field, Column: FirstFact + i))
                .Where(item => !row.IsDBNull(item.Column))
                .Select(item => (item.Field, row.GetValue(item.Column)))
        );

    private static RunField FieldOf(string column) =>
        RunFields.All.FirstOrDefault(field => field.Column == column && field.NoteOption is not null)
        ?? throw new FormatException($"there is a note on '{column}', which takes none");

    private static object Value(RunField field, string text) =>
        field.Kind == FieldKind.Whole
            ? long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : text;

    private static string? Text(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
