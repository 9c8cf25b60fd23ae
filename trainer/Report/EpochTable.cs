using System.Text;
using Segment.PackageFormat;
using Segment.Pages;
using Segment.Trainer.Loop.Monitoring;

namespace Segment.Trainer.Report;

/// <summary>The table of epochs.</summary>
internal static class EpochTable
{
    /// <summary>Writes it.</summary>
    /// <param name="history">The epochs.</param>
    /// <returns>HTML.</returns>
    public static string Render(TrainingHistory history)
    {
        var page = new StringBuilder(
            "<div class=\"scroll\"><table><tr><th>Epoch</th><th>Training loss</th><th>Validation loss</th><th>Accuracy</th><th>Macro Dice</th>"
                + $"<th>Mean IoU</th>{ClassHead(history)}<th>Learning rate</th></tr>"
        );
        foreach (var e in history.Epochs)
        {
            page.Append(
                $"<tr{(e.Epoch == history.BestEpoch ? " class=\"best\"" : "")}><td>{e.Epoch}</td><td>{e.TrainLoss:0.0000}</td><td>{e.ValidLoss:0.0000}</td>"
                    + $"<td>{HtmlPage.Percent(e.Accuracy)}</td><td>{HtmlPage.Percent(e.MacroDice)}</td><td>{HtmlPage.Percent(e.MeanIoU)}</td>{ClassCell(history, e)}<td>{e.LearningRate:0.0e+0}</td></tr>"
            );
        }

        return page.Append("</table></div>").ToString();
    }

    // The other figures have columns of their own.
    private static bool IsOfClass(TrainingHistory history) =>
        history.Monitor.StartsWith(MonitorCatalog.ClassPrefix, StringComparison.Ordinal);

    private static string ClassHead(TrainingHistory history) =>
        IsOfClass(history)
            ? $"<th>F1 of {HtmlPage.Text(history.Monitor[MonitorCatalog.ClassPrefix.Length..])}</th>"
            : "";

    private static string ClassCell(TrainingHistory history, EpochRecord epoch) =>
        IsOfClass(history) ? $"<td>{HtmlPage.Percent(epoch.Monitored)}</td>" : "";
}
