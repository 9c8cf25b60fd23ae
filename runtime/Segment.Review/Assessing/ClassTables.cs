using System.Globalization;
using System.Text;
using Segment.PackageFormat;
using Segment.Pages;
using Segment.Runtime.Assessment;

namespace Segment.Review.Assessing;

/// <summary>The tables of the page with a row for each class, or each stratum.</summary>
internal static class ClassTables
{
    /// <summary>Writes the scores.</summary>
    /// <param name="result">The assessment.</param>
    /// <returns>HTML.</returns>
    public static string Scores(MapAssessmentResult result)
    {
        var unit = AssessmentText.Unit(result);
        var rows = result.Classes.Select(
            (own, index) =>
            {
                var found = result.Estimates?.Classes[index];
                var support = result.Matrix.Scores[index].Support;
                return Row(
                    Class(own),
                    Figure(found?.UsersAccuracy, AssessmentText.Users(result, index)),
                    Figure(found?.ProducersAccuracy, AssessmentText.Producers(result, index)),
                    Figure(found?.F1, AssessmentText.F1(result, index)),
                    Figure(found?.IoU, AssessmentText.IoU(result, index)),
                    Number(support)
                );
            }
        );
        return Table(
                "Scores",
                ["Class", "User's accuracy", "Producer's accuracy", "F1", "IoU", $"Reference {unit}"],
                rows
            )
            + "<p class=\"faint\">User's accuracy (precision): how much of what the map calls the class is it. Producer's accuracy (recall): how much of the class the map "
            + "has found.</p>";
    }

    /// <summary>Writes the areas: as the map has them, and as the sample estimates them.</summary>
    /// <param name="result">The assessment, with estimates.</param>
    /// <returns>HTML.</returns>
    public static string Areas(MapAssessmentResult result)
    {
        var (unit, factor) = result.PixelHectares is { } hectares ? ("hectares", hectares) : ("pixels", 1);
        var rows = result.Classes.Select(
            (own, index) =>
            {
                var mapped = result.MappedPixels[index] * factor;
                var area = result.Estimates!.Area(index).Times(factor);
                var outside = mapped < area.Lower || mapped > area.Upper;
                return Row(
                    Class(own),
                    Number(mapped),
                    HtmlPage.Text(AssessmentText.Amount(area)),
                    HtmlPage.Text($"{Math.Max(0, area.Lower):N0} to {area.Upper:N0}"),
                    HtmlPage.Text(AssessmentText.Share(result.Estimates.Classes[index].AreaShare)),
                    outside ? "<b>no</b>" : "yes"
                );
            }
        );
        return Table(
                "Areas",
                [
                    "Class",
                    $"Mapped {unit}",
                    $"Estimated {unit}",
                    "95 % interval",
                    "Share of the area",
                    "Map within the interval",
                ],
                rows
            )
            + "<p class=\"faint\">Pixels counted in a map carry the map's errors; the estimate takes them out. Report the estimated area with its "
            + "interval.</p>";
    }

    /// <summary>Writes what points were drawn from.</summary>
    /// <param name="result">The assessment, with estimates.</param>
    /// <returns>HTML.</returns>
    public static string Strata(MapAssessmentResult result)
    {
        var total = (double)result.Strata.Sum(s => s.Stratum.Pixels);
        var rows = result.Strata.Select(s =>
            Row(
                HtmlPage.Text(s.Stratum.Name),
                Number(s.Stratum.Pixels),
                HtmlPage.Percent(s.Stratum.Pixels / total),
                Number(s.Points),
                HtmlPage.Text((s.Points / (double)s.Stratum.Pixels).ToString("0.######", CultureInfo.InvariantCulture))
            )
        );
        return Table("Strata", ["Stratum", "Pixels", "Weight", "Interpreted points", "Points a pixel"], rows)
            + HtmlPage.Pairs([
                ("Points in the file", Number(result.Points!.All)),
                ("Interpreted", Number(result.Points.Interpreted)),
                ("Where the map holds no data", Number(result.Points.Unmapped)),
                ("On pixels that the model was trained on", Number(result.Points.InTraining)),
            ]);
    }

    /// <summary>Writes a table.</summary>
    /// <param name="label">What it is called where it is read aloud; each table of the page has its own.</param>
    /// <param name="head">The titles of its columns.</param>
    /// <param name="rows">Its rows: HTML.</param>
    /// <returns>HTML.</returns>
    public static string Table(string label, IReadOnlyList<string> head, IEnumerable<string> rows)
    {
        var table = new StringBuilder(
            $"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{HtmlPage.Text(label)}\"><table><thead><tr>"
        );
        foreach (var title in head)
        {
            table.Append($"<th scope=\"col\">{HtmlPage.Text(title)}</th>");
        }

        return table.Append("</tr></thead><tbody>").AppendJoin("", rows).Append("</tbody></table></div>").ToString();
    }

    /// <summary>Writes a class with its colour.</summary>
    /// <param name="own">The class.</param>
    /// <returns>HTML.</returns>
    public static string Class(LandCoverClass own) =>
        $"<span style=\"white-space:nowrap\"><span class=\"swatch\" style=\"background:rgb({own.Color.Red},{own.Color.Green},{own.Color.Blue})\"></span>{HtmlPage.Text(own.Name)}</span>";

    private static string Row(params IEnumerable<string> cells) =>
        $"<tr>{string.Concat(cells.Select(c => $"<td>{c}</td>"))}</tr>";

    private static string Figure(Estimate? estimate, double? counted) =>
        HtmlPage.Text(estimate is null ? HtmlPage.Percent(counted) : AssessmentText.Share(estimate));

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
