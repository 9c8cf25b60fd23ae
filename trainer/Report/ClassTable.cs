using System.Text;
using Segment.PackageFormat;
using Segment.Pages;
using Segment.TrainingData.Pages;

namespace Segment.Trainer.Report;

/// <summary>The table of scores by class.</summary>
internal static class ClassTable
{
    private const int FullBar = 60;

    /// <summary>Writes it.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <returns>HTML.</returns>
    public static string Render(IReadOnlyList<ClassMetrics> scores, IReadOnlyList<LandCoverClass> classes)
    {
        var page = new StringBuilder(
            "<div class=\"scroll\"><table><tr><th>Class</th><th>Value</th><th>Precision</th><th>Recall</th><th>F1 (Dice)</th><th></th>"
                + "<th>IoU</th><th>Support</th></tr>"
        );
        foreach (var (score, c) in scores.Zip(classes))
        {
            page.Append(
                $"<tr><td>{ClassLegend.Swatch(c)}</td><td>{c.Value}</td><td>{HtmlPage.Percent(score.Precision)}</td><td>{HtmlPage.Percent(score.Recall)}</td>"
                    + $"<td>{HtmlPage.Percent(score.F1)}</td><td><span class=\"track\"><i class=\"bar\" style=\"width:{FullBar * (score.F1 ?? 0):0}px\"></i></span></td>"
                    + $"<td>{HtmlPage.Percent(score.IoU)}</td><td>{score.Support:N0} px</td></tr>"
            );
        }

        return page.Append("</table></div>")
            .Append(
                "<p class=\"faint\">Precision: of what the network calls the class, how much is. Recall: of what is the class, how much it finds. "
            )
            .Append("All from summed counts; a dash where the class does not occur.</p>")
            .ToString();
    }
}
