using Segment.Ledger.Fields;
using Segment.Pages;

namespace Segment.Ledger.Exports;

/// <summary>Writes runs as a page that sorts, filters and compares them, with small pictures of their maps: one file that needs nothing
/// else.</summary>
public static class HtmlExport
{
    private const string Bundle = "runs";

    /// <summary>Writes a page.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="table">The table.</param>
    public static void Write(Stream output, RunTable table)
    {
        var shown = table.Runs.Select(run => run.MapRun).OfType<long>().ToHashSet();
        var pictures = table.Runs.Count == 0 ? [] : table.Ledger.Thumbnails().Where(item => shown.Contains(item.Key));
        var data = new
        {
            Ledger = table.Ledger.Path,
            Columns = table.Columns.Select(column => new
            {
                column.Title,
                Kind = column.Kind.ToString(),
                column.IsPersonal,
                column.IsDetail,
            }),
            Runs = table.Runs.Select(run => new
            {
                run.Number,
                Map = run.MapRun,
                IsModel = run.Operation is RunOperation.Training or RunOperation.Search,
                Cells = table.Columns.Select(column => Cell(column, run)),
            }),
            Pictures = pictures.ToDictionary(item => $"{item.Key}", item => item.Value),
        };
        AppPage.Write(output, "Runs", Path.GetFileName(table.Ledger.Path), Bundle, PageData.Of("runs", data));
    }

    // A number for sorting, and what is read.
    private static object?[] Cell(RunColumn column, Run run) =>
        column.Value(run) is not { } value
            ? []
            : column.Kind switch
            {
                FieldKind.Share => [Math.Round((double)value * 100, 3), CellText.Of(column.Kind, value)],
                FieldKind.Moment =>
                [
                    ((DateTimeOffset)(DateTime)value).ToUnixTimeSeconds(),
                    CellText.Of(column.Kind, value),
                ],
                FieldKind.Bytes => [(long)value / 1e6, CellText.Of(column.Kind, value)],
                FieldKind.Text or FieldKind.YesNo => [CellText.Of(column.Kind, value)],
                _ => [value, CellText.Of(column.Kind, value)],
            };
}
