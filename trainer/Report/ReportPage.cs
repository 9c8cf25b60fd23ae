namespace Segment.Trainer.Report;

/// <summary>Writes <c>model_metrics.html</c>.</summary>
internal static class ReportPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="report">What it shows.</param>
    /// <returns>HTML.</returns>
    public static string Render(ReportContents report) =>
        "<!doctype html><title>" + report.Definition.Name + "</title>";
}
