using System.Globalization;
using System.Text;
using Segment.Runtime.Assessment;

namespace Segment.Review.Assessing;

/// <summary>The matrices of the page; a darker cell holds more of its row.</summary>
internal static class MatrixTable
{
    /// <summary>Writes the counts.</summary>
    /// <param name="result">The assessment.</param>
    /// <returns>HTML.</returns>
    public static string Counts(MapAssessmentResult result) =>
        Write(
            "Counts",
            result,
            (map, reference) => result.Matrix[reference, map],
            n => n.ToString("N0", CultureInfo.InvariantCulture)
        ) + "<p class=\"faint\">Rows: what the map says. Columns: what the reference says.</p>";

    /// <summary>Writes the shares of the area.</summary>
    /// <param name="result">The assessment, with estimates.</param>
    /// <returns>HTML.</returns>
    public static string Shares(MapAssessmentResult result) =>
        Write(
            "Shares of the area",
            result,
            (map, reference) => result.Estimates!.Proportions[map, reference],
            s => s.ToString("0.0000", CultureInfo.InvariantCulture)
        ) + "<p class=\"faint\">Rows: what the map says. Columns: what the reference says. The cells sum to 1.</p>";

    private static string Write(
        string label,
        MapAssessmentResult result,
        Func<int, int, double> cell,
        Func<double, string> text
    )
    {
        var classes = Enumerable.Range(0, result.Classes.Count).ToList();
        var rows = classes.Select(map =>
        {
            var total = classes.Sum(reference => cell(map, reference));
            var row = new StringBuilder($"<tr><th scope=\"row\">{ClassTables.Class(result.Classes[map])}</th>");
            foreach (var reference in classes)
            {
                var value = cell(map, reference);
                var tint = total > 0 ? 0.45 * value / total : 0;
                var shown = value > 0 ? text(value) : "·";
                row.Append(
                    CultureInfo.InvariantCulture,
                    $"<td style=\"background:rgba(var(--accent),{tint:0.###})\">{(map == reference ? $"<b>{shown}</b>" : shown)}</td>"
                );
            }

            return row.Append($"<td>{text(total)}</td></tr>").ToString();
        });
        var totals = classes.Select(reference => $"<td>{text(classes.Sum(map => cell(map, reference)))}</td>");
        var last =
            $"<tr><th scope=\"row\">Total</th>{string.Concat(totals)}<td>{text(classes.Sum(m => classes.Sum(r => cell(m, r))))}</td></tr>";
        return ClassTables.Table(
            label,
            ["Map \\ reference", .. result.Classes.Select(c => c.Name), "Total"],
            [.. rows, last]
        );
    }
}
