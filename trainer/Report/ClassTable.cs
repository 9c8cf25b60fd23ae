using System.Text;
using Segment.PackageFormat;

namespace Segment.Trainer.Report;

/// <summary>The table of scores by class.</summary>
internal static class ClassTable
{
    private const int FullBar = 60;

    /// <summary>Writes it.</summary>
    /// <param name="metrics">The scores.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <returns>HTML.</returns>
    public static string Render(TrainingMetrics metrics, IReadOnlyList<LandCoverClass> classes)
    {
        var page = new StringBuilder(
            "<div class=\"scroll\"><table><tr><th>Class</th><th>Value</th><th>Precision</th><th>Recall</th><th>F1 (Dice)</th><th></th>"
                + "<th>IoU</th><th>Support</th></tr>"
        );
        foreach (var (score, c) in metrics.Classes.Zip(classes))
        {
            page.Append(
                $"<tr><td>{Swatch(c)}</td><td>{c.Value}</td><td>{ReportPage.Percent(score.Precision)}</td><td>{ReportPage.Percent(score.Recall)}</td>"
                    + $"<td>{ReportPage.Percent(score.F1)}</td><td><span class=\"track\"><i class=\"bar\" style=\"width:{FullBar * (score.F1 ?? 0):0}px\"></i></span></td>"
                    + $"<td>{ReportPage.Percent(score.IoU)}</td><td>{score.Support:N0} px</td></tr>"
            );
        }

        return page.Append("</table></div>")
            .Append(
                "<p class=\"faint\">Precision: of what the network calls the class, how much is. Recall: of what is the class, how much it finds. "
            )
            .Append("All from summed counts; a dash where the class does not occur.</p>")
            .ToString();
    }

    /// <summary>Writes a class's colour and name.</summary>
    /// <param name="c">The class.</param>
    /// <returns>HTML.</returns>
    public static string Swatch(LandCoverClass c) =>
        $"<i class=\"swatch\" style=\"background:{c.Color}\"></i>{ReportPage.Text(c.Name)}";
}
