using Segment.PackageFormat;
using Segment.Pages;
using Segment.TrainingData.Pages;

namespace Segment.Trainer.Report;

/// <summary>Writes <c>model_metrics.html</c>: one page that needs nothing else, for the screen and for paper.</summary>
internal static class ReportPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="report">What it shows.</param>
    /// <returns>HTML.</returns>
    public static string Render(ReportContents report)
    {
        var (definition, metrics) = (report.Definition, report.Metrics);
        return HtmlPage.Render(
            definition.Name,
            "model metrics",
            Subtitle(definition),
            $"""
            {Cards(definition, metrics)}
            {HtmlPage.Section("How the data was split", Split(report))}
            {HtmlPage.Section("Training and validation", Curves(report))}
            {HtmlPage.Section(
                "Each class, on the validation pixels",
                ClassTable.Render(metrics.Classes, definition.Classes)
            )}
            {Test(metrics, definition)}
            {HtmlPage.Section("Confusion matrix", ConfusionPicture.Render(metrics, definition.Classes))}
            {(
                metrics.Calibration is { } calibration
                    ? HtmlPage.Section("How far its confidence can be trusted", ReliabilityChart.Render(calibration))
                    : ""
            )}
            {HtmlPage.Section("Sample chips", SampleGallery.Render(report.Samples, definition.Classes))}
            {HtmlPage.Section("Epochs", EpochTable.Render(report.History))}
            {HtmlPage.Section("Bands", BandTable.Render(definition))}
            {HtmlPage.Section("Parameters", HtmlPage.Pairs(report.Parameters))}
            {HtmlPage.Section("What was said while training", HtmlPage.List(report.Notices))}
            """
        );
    }

    private static string Split(ReportContents report) =>
        $"<p>{HtmlPage.Text(report.Split.Line)}</p>{PartTable.Render(report.Split, report.Definition.Classes)}{SplitNote(report.Metrics)}";

    private static string Test(TrainingMetrics metrics, ModelDefinition definition) =>
        metrics.Test is { } test
            ? HtmlPage.Section(
                "Each class, on the test pixels",
                $"<p>Accuracy {HtmlPage.Percent(test.Accuracy)} (always answering the commonest class: {HtmlPage.Percent(test.MajorityAccuracy)}), "
                    + $"macro Dice {HtmlPage.Percent(test.MacroDice)}, mean IoU {HtmlPage.Percent(test.MeanIoU)}. The test pixels were looked at once, "
                    + "after the best epoch was chosen.</p>"
                    + ClassTable.Render(test.Classes, definition.Classes)
            )
            : "";

    private static string Subtitle(ModelDefinition d) =>
        $"{d.ModelType} over {d.Backbone} · {d.Bands.Count} bands · {d.Classes.Count} classes · trained on {d.Training.Chips} chips of "
        + $"{d.ChipSize} px · version {d.Version}";

    private static string Cards(ModelDefinition definition, TrainingMetrics metrics)
    {
        var commonest = metrics.Classes.MaxBy(c => c.Support)!;
        return "<div class=\"cards\">"
            + HtmlPage.Card(
                HtmlPage.Percent(metrics.Accuracy),
                "Accuracy",
                $"always answering '{commonest.Name}': {HtmlPage.Percent(metrics.MajorityAccuracy)}"
            )
            + HtmlPage.Card(HtmlPage.Percent(metrics.MacroDice), "Macro Dice (F1)", "mean over the classes")
            + HtmlPage.Card(HtmlPage.Percent(metrics.MeanIoU), "Mean IoU", "mean over the classes")
            + (
                metrics.Test is { } test
                    ? HtmlPage.Card(
                        HtmlPage.Percent(test.Accuracy),
                        "Test accuracy",
                        "on pixels that nothing was chosen by"
                    )
                    : HtmlPage.Card($"{metrics.Loss:0.000}", "Validation loss", "mean over the labelled pixels")
            )
            + HtmlPage.Card($"{metrics.Epoch}", "Best epoch", $"of {definition.Training.Epochs}")
            + "</div>";
    }

    private static string SplitNote(TrainingMetrics metrics) =>
        $"<p class=\"faint\">Where nothing else is said, figures are measured on {metrics.Classes.Sum(c => c.Support):N0} validation pixels, each counted "
        + "once. They come from the same scene and the same analyst as the training polygons: polygons drawn "
        + "independently say more about the map.</p>";

    private static string Curves(ReportContents report) =>
        $"""
            <div class="charts">
            <figure>{EpochChart.Loss(
                report.History
            )}<figcaption>Mean loss over the labelled pixels; the ring marks the best epoch.</figcaption></figure>
            <figure>{EpochChart.Scores(
                report.History
            )}<figcaption>Accuracy and macro Dice on the validation pixels.</figcaption></figure>
            {RateFigure(report.RateCurve)}
            </div>
            """;

    private static string RateFigure(RateCurve? curve) =>
        curve is null
            ? string.Empty
            : $"<figure>{RateChart.Draw(curve, alone: false)}<figcaption>The search for the learning rate: the loss of single steps and without its noise; "
                + "the dashed line is the choice.</figcaption></figure>";
}
