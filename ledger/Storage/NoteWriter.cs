using Microsoft.Data.Sqlite;
using Segment.Ledger.Fields;
using Segment.PackageFormat;

namespace Segment.Ledger.Storage;

/// <summary>Writes what persons say about runs into an open ledger.</summary>
internal static class NoteWriter
{
    /// <summary>Writes notes and answers.</summary>
    /// <param name="connection">The ledger.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="notes">Texts by field; an empty one takes the note back.</param>
    /// <param name="answers">Texts by question; likewise.</param>
    /// <param name="now">The time, in UTC.</param>
    public static void Write(
        SqliteConnection connection,
        IReadOnlyCollection<long> runs,
        IReadOnlyDictionary<RunField, string> notes,
        IReadOnlyDictionary<Question, string> answers,
        DateTime now
    )
    {
        foreach (var run in runs)
        {
            if (connection.Scalar("SELECT 1 FROM run WHERE number = $run", ("$run", run)) is null)
            {
                var newest = (long?)connection.Scalar("SELECT max(number) FROM run") ?? 0;
                throw new SegmentDataException($"There is no run {run}; the newest is {newest}. Nothing was noted.");
            }

            foreach (var (field, text) in notes)
            {
                Put(connection, "note", "field", run, field.Column, text, now);
            }

            foreach (var (question, text) in answers)
            {
                Put(connection, "answer", "question", run, question.Number, text, now);
            }
        }
    }

    private static void Put(
        SqliteConnection connection,
        string table,
        string column,
        long run,
        object key,
        string text,
        DateTime now
    ) =>
        connection.Do(
            text.Length == 0
                ? $"DELETE FROM {table} WHERE run = $run AND {column} = $key"
                : $"INSERT OR REPLACE INTO {table} (run, {column}, text, noted_utc) VALUES ($run, $key, $text, $now)",
            text.Length == 0
                ? [("$run", run), ("$key", key)]
                : [("$run", run), ("$key", key), ("$text", text), ("$now", RunWriter.Moment(now))]
        );
}
