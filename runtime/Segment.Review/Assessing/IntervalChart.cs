using System.Globalization;
using System.Text;
using Segment.Pages;
using Segment.Runtime.Assessment;

namespace Segment.Review.Assessing;

/// <summary>Draws user's and producer's accuracy of each class as points with their intervals.</summary>
internal static class IntervalChart
{
    private const int Left = 190;
    private const int Width = 780;
    private const int RowHeight = 38;
    private const int Top = 26;

    /// <summary>Draws.</summary>
    /// <param name="result">The assessment.</param>
    /// <returns>HTML with an SVG picture.</returns>
    public static string Render(MapAssessmentResult result)
    {
        var height = Top + (RowHeight * result.Classes.Count) + 24;
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<figure class=\"matrix\"><svg viewBox=\"0 0 {Left + Width + 30} {height}\" role=\"img\" aria-label=\"User's and producer's accuracy of each class; the table below has the figures\">"
        );
        for (var percent = 0; percent <= 100; percent += 20)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{At(percent / 100.0):0}\" x2=\"{At(percent / 100.0):0}\" y1=\"{Top - 8}\" y2=\"{height - 22}\" stroke=\"var(--line)\"/><text x=\"{At(percent / 100.0):0}\" y=\"{height - 6}\" text-anchor=\"middle\">{percent} %</text>"
            );
        }

        foreach (var (index, own) in result.Classes.Index())
        {
            var found = result.Estimates?.Classes[index];
            var middle = Top + (RowHeight * index) + (RowHeight / 2);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Left - 12}\" y=\"{middle + 4}\" text-anchor=\"end\">{HtmlPage.Text(Short(own.Name))}</text>"
            );
            Mark(svg, middle - 6, found?.UsersAccuracy, AssessmentText.Users(result, index), "rgb(var(--accent))");
            Mark(svg, middle + 6, found?.ProducersAccuracy, AssessmentText.Producers(result, index), "#c8772b");
        }

        return svg.Append("</svg></figure>").ToString()
            + "<p class=\"key\"><i style=\"background:rgb(var(--accent))\"></i>user's accuracy<i style=\"background:#c8772b\"></i>producer's accuracy</p>";
    }

    private static void Mark(StringBuilder svg, int y, Estimate? estimate, double? counted, string color)
    {
        if ((estimate?.Value ?? counted) is not { } value)
        {
            return;
        }

        if (estimate is { } figure)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{At(figure.Lower):0.#}\" x2=\"{At(figure.Upper):0.#}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{color}\" stroke-width=\"3\" stroke-linecap=\"round\" opacity=\"0.55\"/>"
            );
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<circle cx=\"{At(value):0.#}\" cy=\"{y}\" r=\"5\" fill=\"{color}\"/>"
        );
    }

    private static double At(double share) => Left + (Math.Clamp(share, 0, 1) * Width);

    private static string Short(string name) => name.Length <= 24 ? name : $"{name[..23]}…";
}
