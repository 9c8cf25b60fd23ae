using System.Globalization;
using System.Text;
using Segment.Pages;
using Segment.Runtime.Assessment;

namespace Segment.Review.Assessing;

/// <summary>Writes the page of an assessment: for the screen, for paper, and to copy from.</summary>
internal static class AssessmentPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="result">The assessment.</param>
    /// <returns>HTML that needs nothing else.</returns>
    public static string Render(MapAssessmentResult result)
    {
        var body = new StringBuilder();
        body.Append(Cards(result));
        body.Append(Basis(result));
        body.Append(HtmlPage.Section("Each class", IntervalChart.Render(result) + ClassTables.Scores(result)));
        if (result.Estimates is not null)
        {
            body.Append(HtmlPage.Section("Area of each class", ClassTables.Areas(result)));
        }

        body.Append(HtmlPage.Section(MatrixTitle(result), MatrixTable.Counts(result)));
        if (result.Estimates is not null)
        {
            body.Append(HtmlPage.Section("Error matrix in shares of the area", MatrixTable.Shares(result)));
            body.Append(HtmlPage.Section("The sample", ClassTables.Strata(result)));
        }

        body.Append(HtmlPage.Section("For your text", MethodText.Render(result)));
        return HtmlPage.Render(
            $"How good is {Path.GetFileName(result.MapPath)}?",
            "accuracy of a map",
            $"Compared with {Path.GetFileName(result.ReferencePath)}: {What(result)}",
            body.ToString()
        );
    }

    private static string What(MapAssessmentResult result) =>
        result.Kind switch
        {
            ReferenceKind.Points => $"{result.Points!.Interpreted:N0} interpreted points",
            ReferenceKind.Polygons => $"{result.Matrix.Total:N0} pixels in polygons",
            _ => $"{result.Matrix.Total:N0} pixels of a classified raster",
        };

    private static string Cards(MapAssessmentResult result)
    {
        var (quantity, allocation) = result.Disagreement;
        var accuracy = result.Estimates is { } estimates
            ? HtmlPage.Card(
                HtmlPage.Percent(result.Accuracy),
                "Overall accuracy",
                $"95 % interval {HtmlPage.Percent(estimates.OverallAccuracy.Lower)} to {HtmlPage.Percent(estimates.OverallAccuracy.Upper)}"
            )
            : HtmlPage.Card(
                HtmlPage.Percent(result.Accuracy),
                "Accuracy",
                $"always the commonest class: {HtmlPage.Percent(result.Matrix.MajorityAccuracy)}"
            );
        return "<div class=\"cards\">"
            + accuracy
            + HtmlPage.Card(
                HtmlPage.Percent(result.MacroDice),
                "Mean F1",
                $"mean IoU {HtmlPage.Percent(result.MeanIoU)}"
            )
            + HtmlPage.Card(HtmlPage.Percent(quantity), "Wrong in quantity", "too much or too little of a class")
            + HtmlPage.Card(HtmlPage.Percent(allocation), "Wrong in allocation", "the right amount at the wrong place")
            + HtmlPage.Card(Kappa(result.Kappa), "Kappa", "agreement beyond chance")
            + "</div>";
    }

    private static string Kappa(double kappa) =>
        double.IsFinite(kappa) ? kappa.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    private static string Basis(MapAssessmentResult result)
    {
        var basis = result.Estimates is { } estimates
            ? $"<div class=\"finding fine\"><p>{HtmlPage.Text($"These figures are about the whole map: chance drew the points, and each figure stands with a 95 % interval. {Sentence(AssessmentWords.Method(estimates.Method))}")}</p></div>"
            : $"<div class=\"finding\"><p><b>No intervals.</b> {HtmlPage.Text(result.NoEstimates!)}</p></div>";
        return result.Notes.Count == 0
            ? basis
            : basis
                + $"<div class=\"finding\">{string.Concat(result.Notes.Select(n => $"<p>{HtmlPage.Text(n)}</p>"))}</div>";
    }

    private static string Sentence(string phrase) => $"{char.ToUpperInvariant(phrase[0])}{phrase[1..]}.";

    private static string MatrixTitle(MapAssessmentResult result) =>
        result.Kind == ReferenceKind.Points ? "Confusion matrix in points" : "Confusion matrix in pixels";
}
