using System.Net;
using System.Text;
using Segment.PackageFormat;

namespace Segment.Trainer.Report;

/// <summary>Writes <c>model_metrics.html</c>: one page that needs nothing else, for the screen and for paper.</summary>
internal static class ReportPage
{
    private const string StyleSheet = "report.css";

    /// <summary>Writes the page.</summary>
    /// <param name="report">What it shows.</param>
    /// <returns>HTML.</returns>
    public static string Render(ReportContents report)
    {
        var (definition, metrics) = (report.Definition, report.Metrics);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(definition.Name)} – model metrics</title>
            <style>
            {Style()}
            </style>
            </head>
            <body>
            <main>
            <header>
            <h1>{Text(definition.Name)}</h1>
            <p>{Text(Subtitle(definition))}</p>
            </header>
            {Cards(definition, metrics)}
            {Section("How the validation was held apart", $"<p>{Text(report.SplitLine)}</p>{SplitNote(metrics)}")}
            {Section("Training and validation", Curves(report.History))}
            {Section("Each class", ClassTable.Render(metrics, definition.Classes))}
            {Section("Confusion matrix", ConfusionPicture.Render(metrics, definition.Classes))}
            {Section("Sample chips", SampleGallery.Render(report.Samples, definition.Classes))}
            {Section("Epochs", EpochTable.Render(report.History))}
            {Section("Bands", BandTable.Render(definition))}
            {Section("Parameters", ParameterList(report.Parameters))}
            {Section("What was said while training", NoticeList(report.Notices))}
            </main>
            </body>
            </html>

            """;
    }

    /// <summary>Makes text safe to stand in the page.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>HTML.</returns>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Writes a share.</summary>
    /// <param name="share">0–1; null or NaN where it is not known.</param>
    /// <returns>Per cent with one decimal, or a dash.</returns>
    public static string Percent(double? share) =>
        share is { } value && double.IsFinite(value) ? $"{value * 100:0.0} %" : "–";

    private static string Section(string title, string content) =>
        $"<section><h2>{Text(title)}</h2>{content}</section>";

    private static string Style()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(StyleSheet)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Subtitle(ModelDefinition d) =>
        $"{d.ModelType} over {d.Backbone} · {d.Bands.Count} bands · {d.Classes.Count} classes · trained on {d.Training.Chips} chips of "
        + $"{d.ChipSize} px in {d.Training.Seconds:0} s · {d.Training.CreatedUtc[..10]}";

    private static string Cards(ModelDefinition definition, TrainingMetrics metrics)
    {
        var commonest = metrics.Classes.MaxBy(c => c.Support)!;
        var page = new StringBuilder("<div class=\"cards\">");
        void Card(string value, string name, string note) =>
            page.Append(
                $"<div class=\"card\"><span>{Text(name)}</span><b>{Text(value)}</b><span>{Text(note)}</span></div>"
            );
        Card(
            Percent(metrics.Accuracy),
            "Accuracy",
            $"always answering '{commonest.Name}': {Percent(metrics.MajorityAccuracy)}"
        );
        Card(Percent(metrics.MacroDice), "Macro Dice (F1)", "mean over the classes");
        Card(Percent(metrics.MeanIoU), "Mean IoU", "mean over the classes");
        Card($"{metrics.Loss:0.000}", "Validation loss", "cross-entropy, natural logarithm");
        Card($"{metrics.Epoch}", "Best epoch", $"of {definition.Training.Epochs}");
        return page.Append("</div>").ToString();
    }

    private static string SplitNote(TrainingMetrics metrics) =>
        $"<p class=\"faint\">Every figure on this page is measured on {metrics.Classes.Sum(c => c.Support):N0} labelled pixels inside the validation "
        + "blocks, each counted once. They come from the same scene and the same analyst as the training polygons: polygons drawn "
        + "independently say more about the map.</p>";

    private static string Curves(TrainingHistory history) =>
        $"""
            <div class="charts">
            <figure>{EpochChart.Loss(
                history
            )}<figcaption>Mean loss over the labelled pixels; the ring marks the best epoch.</figcaption></figure>
            <figure>{EpochChart.Scores(
                history
            )}<figcaption>Accuracy and macro Dice on the validation pixels.</figcaption></figure>
            </div>
            """;

    private static string ParameterList(IReadOnlyList<(string Name, string Value)> parameters) =>
        $"<dl>{string.Concat(parameters.Select(p => $"<dt>{Text(p.Name)}</dt><dd>{Text(p.Value)}</dd>"))}</dl>";

    private static string NoticeList(IReadOnlyList<string> notices) =>
        $"<ul>{string.Concat(notices.Select(n => $"<li>{Text(n)}</li>"))}</ul>";
}
