using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;
using Segment.Ledger.Fields;

namespace Segment.Ledger.Exports;

/// <summary>Writes runs as an Excel workbook: numbers, percentages, durations and dates are such, the head stays in view, every column has a
/// filter. Texts are texts, whatever they begin with: none is a formula.</summary>
public static class XlsxExport
{
    private const string Sheet = "Runs";
    private const double SecondsPerDay = 86_400;
    private const double WidestText = 60;
    private const double Narrowest = 10;

    /// <summary>A cell holds no more (Excel specifications and limits).</summary>
    private const int LongestText = 32_767;

    /// <summary>Writes a workbook.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="table">The table.</param>
    public static void Write(Stream output, RunTable table)
    {
        var (columns, runs) = (table.Columns, table.Runs);
        var titles = Titles(columns);
        var rows = runs.Select(run => columns.Index().ToDictionary(c => titles[c.Index], c => Cell(c.Item, run)))
            .ToList();
        if (rows.Count == 0)
        {
            rows.Add(titles.ToDictionary(title => title, _ => (object?)null));
        }

        var configuration = new OpenXmlConfiguration
        {
            AutoFilter = true,
            FreezeRowCount = 1,
            FreezeColumnCount = 1,
            DynamicColumns =
            [
                .. columns.Select(
                    (column, i) =>
                        new DynamicExcelColumn(titles[i])
                        {
                            Width = Width(column, titles[i], runs),
                            Format = Format(column.Kind),
                        }
                ),
            ],
        };
        MiniExcel.SaveAs(output, rows, printHeader: true, Sheet, ExcelType.XLSX, configuration);
    }

    // Questions of the same words as a column, or as each other but for case, must not share a cell.
    private static List<string> Titles(IReadOnlyList<RunColumn> columns)
    {
        var titles = new List<string>();
        foreach (var column in columns)
        {
            var plain = column.Kind == FieldKind.Bytes ? $"{column.Title} (MB)" : column.Title;
            var title = plain;
            for (var i = 2; titles.Contains(title, StringComparer.OrdinalIgnoreCase); i++)
            {
                title = $"{plain} ({i})";
            }

            titles.Add(title);
        }

        return titles;
    }

    private static object? Cell(RunColumn column, Run run) =>
        (column.Kind, column.Value(run)) switch
        {
            (FieldKind.Seconds, double seconds) => seconds / SecondsPerDay,
            (FieldKind.Bytes, long bytes) => bytes / 1e6,
            (FieldKind.YesNo, bool yes) => yes ? "yes" : "no",
            (_, string text) when text.Length > LongestText => text[..LongestText],
            (_, var value) => value,
        };

    private static string? Format(FieldKind kind) =>
        kind switch
        {
            FieldKind.Share => "0.00%",
            FieldKind.Seconds => "[h]:mm:ss",
            FieldKind.Bytes => "0.0",
            FieldKind.Moment => "yyyy-mm-dd hh:mm",
            FieldKind.Whole => "0",
            _ => null,
        };

    private static double Width(RunColumn column, string title, IReadOnlyList<Run> runs) =>
        Math.Clamp(
            runs.Select(run => CellText.Of(column.Kind, column.Value(run)).Length).Append(title.Length + 2).Max(),
            Narrowest,
            WidestText
        );
}
