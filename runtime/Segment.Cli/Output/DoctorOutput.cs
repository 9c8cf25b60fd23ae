using System.Text;
using Segment.CommandLine;
using Segment.TrainingData.Doctor;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints what <c>segment doctor</c> found.</summary>
internal static class DoctorOutput
{
    public static void Print(DoctorReport report, bool asJson)
    {
        if (asJson)
        {
            ConsoleSession.Out.Profile.Out.Writer.Write(Encoding.UTF8.GetString(ReportJson.Write(report)));
            return;
        }

        ConsoleSession.Print(FindingText.Verdict(report));
        foreach (var finding in report.Findings)
        {
            var isProblem = finding.Severity == Severity.Problem;
            ConsoleSession.Out.WriteLine();
            ConsoleSession.Out.Write(new Text(isProblem ? "PROBLEM " : "DOUBT ", Style(isProblem)));
            ConsoleSession.Out.MarkupLineInterpolated($"[bold]{finding.Title}[/] ({finding.Check})");
            ConsoleSession.Print($"  {finding.Text}");
            ConsoleSession.Print($"  → {FindingText.Remedy(finding)}");
        }
    }

    public static void PrintCatalog()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Check", "What it looks at");
        foreach (var check in CheckCatalog.All)
        {
            table.AddRow(new Text(check.Id), new Text(check.LooksAt));
        }

        ConsoleSession.Out.Write(table);
    }

    private static Style Style(bool isProblem) => new(isProblem ? Color.Red : Color.Yellow);
}
