using System.Globalization;
using System.Text;
using Segment.Ledger.Fields;

namespace Segment.Ledger.Exports;

/// <summary>Writes runs as comma-separated values (RFC 4180) in UTF-8, with the byte-order mark by which spreadsheets know it. Numbers are
/// plain; their units stand in the titles. A text that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
public static class CsvExport
{
    private const string FormulaStarts = "=+-@\t\r";
    private const string NewLine = "\r\n";

    /// <summary>Writes a table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="table">The table.</param>
    public static void Write(Stream output, RunTable table)
    {
        var columns = table.Columns;
        using var writer = new StreamWriter(
            output,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            leaveOpen: true
        );
        writer.Write(string.Join(',', columns.Select(column => Quoted(Safe(Title(column))))) + NewLine);
        foreach (var run in table.Runs)
        {
            writer.Write(string.Join(',', columns.Select(column => Quoted(Cell(column, run)))) + NewLine);
        }
    }

    private static string Title(RunColumn column) =>
        column.Kind switch
        {
            FieldKind.Share => $"{column.Title} (%)",
            FieldKind.Seconds => $"{column.Title} (s)",
            FieldKind.Bytes => $"{column.Title} (MB)",
            FieldKind.Moment => $"{column.Title} (UTC)",
            _ => column.Title,
        };

    private static string Cell(RunColumn column, Run run) =>
        (column.Kind, column.Value(run)) switch
        {
            (FieldKind.Share, double share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture),
            (FieldKind.Seconds, double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture),
            (FieldKind.Bytes, long bytes) => (bytes / 1e6).ToString("0.00", CultureInfo.InvariantCulture),
            (FieldKind.Moment, DateTime moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            (FieldKind.Text, string text) => Safe(text),
            (var kind, var value) => CellText.Of(kind, value),
        };

    private static string Safe(string text) =>
        text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
