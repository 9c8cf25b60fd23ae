using System.Text;
using System.Text.RegularExpressions;
using Segment.Pages;
using Segment.TrainingData.Doctor;

namespace Segment.TrainingData.Pages;

/// <summary>What the checks found, worst first.</summary>
internal static partial class FindingList
{
    private const int ShownItems = 8;

    /// <summary>Writes it.</summary>
    /// <param name="report">The findings.</param>
    /// <returns>HTML.</returns>
    public static string Render(DoctorReport report)
    {
        if (report.Findings.Count == 0)
        {
            return $"<div class=\"finding fine\"><b>Nothing to worry about</b><p>{report.Checked.Count} checks looked at this data.</p></div>";
        }

        var page = new StringBuilder();
        foreach (var finding in report.Findings)
        {
            var kind = finding.Severity == Severity.Problem ? "problem" : "doubt";
            page.Append($"<div class=\"finding {kind}\"><b>{HtmlPage.Text(finding.Title)}</b>")
                .Append($"<span class=\"id\">{HtmlPage.Text(finding.Check)}</span><p>{HtmlPage.Text(finding.Text)}</p>")
                .Append(Items(finding.Items))
                .Append(finding.Remedy.Length > 0 ? $"<p>{Code(finding.Remedy)}</p>" : "")
                .Append("</div>");
        }

        return page.ToString();
    }

    private static string Items(IReadOnlyList<FindingItem> items)
    {
        if (items.Count == 0)
        {
            return "";
        }

        var shown = items.Take(ShownItems).Select(i => i.Numbers.Count == 0 ? i.Name : $"{i.Name}: {Numbers(i)}");
        var more = items.Count > ShownItems ? [$"and {items.Count - ShownItems:N0} more"] : Array.Empty<string>();
        return HtmlPage.List([.. shown, .. more]);
    }

    private static string Numbers(FindingItem item) =>
        string.Join(", ", item.Numbers.Select(n => $"{n.Key} {n.Value:#,0.####}"));

    private static string Code(string remedy) => Backticks().Replace(HtmlPage.Text(remedy), "<code>${code}</code>");

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Backticks();
}
