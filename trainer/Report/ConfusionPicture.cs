using System.Text;
using Segment.PackageFormat;
using Segment.Pages;

namespace Segment.Trainer.Report;

/// <summary>The confusion matrix as a picture: a row for each reference class, coloured by its share of the row.</summary>
internal static class ConfusionPicture
{
    private const int Cell = 72;
    private const int CellHeight = 44;
    private const int LongestName = 20;

    // Above this share of its row a cell is dark enough for white text.
    private const double Strong = 0.5;

    /// <summary>Writes it.</summary>
    /// <param name="metrics">The counts.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <returns>HTML.</returns>
    public static string Render(TrainingMetrics metrics, IReadOnlyList<LandCoverClass> classes)
    {
        var longest = Math.Min(LongestName, classes.Max(c => c.Name.Length));
        var (left, top) = (40 + (7 * longest), 40 + (5 * longest));
        var (width, height) = (left + (Cell * classes.Count) + 80, top + (CellHeight * classes.Count) + 10);
        var svg = new StringBuilder(
            $"<div class=\"matrix\" style=\"max-width:{Math.Max(width, 480)}px\"><svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Confusion matrix\">"
        );
        svg.Append(
            $"<text x=\"{left + (Cell * classes.Count / 2)}\" y=\"14\" text-anchor=\"middle\" class=\"count\">answer of the network</text>"
        );
        svg.Append($"<text x=\"{left - 10}\" y=\"{top - 8}\" text-anchor=\"end\" class=\"count\">reference</text>");
        for (var c = 0; c < classes.Count; c++)
        {
            var (x, y) = (left + (Cell * c) + (Cell / 2), top + (CellHeight * c) + (CellHeight / 2) + 4);
            svg.Append($"<text transform=\"translate({x + 4},{top - 8}) rotate(-45)\">{Name(classes[c])}</text>");
            svg.Append($"<text x=\"{left - 10}\" y=\"{y}\" text-anchor=\"end\">{Name(classes[c])}</text>");
            Row(svg, metrics.ConfusionMatrix[c], left, top + (CellHeight * c));
        }

        return svg.Append(
                "</svg></div><p class=\"faint\">Each row is the reference class: per cent of the row, and the number of pixels.</p>"
            )
            .ToString();
    }

    private static void Row(StringBuilder svg, IReadOnlyList<long> counts, int left, int y)
    {
        var sum = counts.Sum();
        for (var c = 0; c < counts.Count; c++)
        {
            var share = sum == 0 ? 0 : counts[c] / (double)sum;
            var x = left + (Cell * c);
            var rectangle = $"x=\"{x}\" y=\"{y}\" width=\"{Cell}\" height=\"{CellHeight}\" rx=\"4\"";
            svg.Append($"<rect class=\"ground\" {rectangle}/>");
            if (counts[c] == 0)
            {
                continue;
            }

            svg.Append(share > Strong ? "<g class=\"strong\">" : "<g>")
                .Append($"<rect class=\"cell\" {rectangle} fill-opacity=\"{0.06 + (0.94 * share):0.00}\"/>")
                .Append(
                    $"<text x=\"{x + (Cell / 2)}\" y=\"{y + 19}\" text-anchor=\"middle\">{share * 100:0.0} %</text>"
                )
                .Append(
                    $"<text x=\"{x + (Cell / 2)}\" y=\"{y + 35}\" text-anchor=\"middle\" class=\"count\">{counts[c]:N0}</text></g>"
                );
        }

        svg.Append(
            $"<text x=\"{left + (Cell * counts.Count) + 10}\" y=\"{y + (CellHeight / 2) + 4}\" class=\"count\">{sum:N0} px</text>"
        );
    }

    private static string Name(LandCoverClass c) =>
        HtmlPage.Text(c.Name.Length > LongestName ? string.Concat(c.Name.AsSpan(0, LongestName - 1), "…") : c.Name);
}
