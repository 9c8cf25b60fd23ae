using System.Globalization;
using System.Text;
using Segment.Runtime.Assessment;

namespace Segment.Review.Assessing;

/// <summary>Writes the confusion matrix as ArcGIS's Compute Confusion Matrix lays it out: a row for each class of the map, a
/// column for each class of the reference.</summary>
internal static class AssessmentCsv
{
    /// <summary>Writes.</summary>
    /// <param name="result">The assessment.</param>
    /// <returns>Text with a line for each row.</returns>
    public static string Write(MapAssessmentResult result)
    {
        var csv = new StringBuilder();
        var (classes, matrix) = (result.Classes, result.Matrix);
        string[] head =
        [
            "ClassValue",
            "ClassName",
            .. classes.Select(c => $"C_{c.Value}"),
            "Total",
            "U_Accuracy",
            "IoU",
        ];
        Line(csv, head);
        for (var map = 0; map < classes.Count; map++)
        {
            var row = Enumerable.Range(0, classes.Count).Select(reference => matrix[reference, map]).ToArray();
            Line(
                csv,
                [
                    $"C_{classes[map].Value}",
                    classes[map].Name,
                    .. row.Select(n => $"{n}"),
                    $"{row.Sum()}",
                    Share(AssessmentText.Users(result, map)),
                    Share(AssessmentText.IoU(result, map)),
                ]
            );
        }

        var totals = Enumerable.Range(0, classes.Count).Select(c => matrix.Scores[c].Support).ToArray();
        Line(csv, ["Total", "", .. totals.Select(n => $"{n}"), $"{matrix.Total}", "", ""]);
        var producers = Enumerable.Range(0, classes.Count).Select(c => Share(AssessmentText.Producers(result, c)));
        Line(csv, ["P_Accuracy", "", .. producers, "", Share(result.Accuracy), Share(result.MeanIoU)]);
        Line(csv, ["Kappa", "", .. classes.Select(_ => ""), "", Share(result.Kappa), ""]);
        return csv.ToString();
    }

    private static string Share(double? share) =>
        share is { } value && double.IsFinite(value) ? value.ToString("0.######", CultureInfo.InvariantCulture) : "";

    private static void Line(StringBuilder csv, IEnumerable<string> cells) =>
        csv.AppendJoin(',', cells.Select(Quoted)).Append('\n');

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
