using System.Text;
using Segment.PackageFormat;
using Segment.TrainingData.Pages;

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
                + "<th>Learning rate</th></tr>"
        );
        foreach (var e in history.Epochs)
        {
            page.Append(
                $"<tr{(e.Epoch == history.BestEpoch ? " class=\"best\"" : "")}><td>{e.Epoch}</td><td>{e.TrainLoss:0.0000}</td><td>{e.ValidLoss:0.0000}</td>"
                    + $"<td>{HtmlPage.Percent(e.Accuracy)}</td><td>{HtmlPage.Percent(e.MacroDice)}</td><td>{e.LearningRate:0.0e+0}</td></tr>"
            );
        }

        return page.Append("</table></div>").ToString();
    }
}
