using OxyPlot;
using OxyPlot.Series;
using Segment.PackageFormat;

namespace Segment.Trainer.Report;

/// <summary>Curves over the epochs.</summary>
internal static class EpochChart
{
    /// <summary>Draws training and validation loss.</summary>
    /// <param name="history">The epochs.</param>
    /// <returns>HTML.</returns>
    public static string Loss(TrainingHistory history)
    {
        var model = PageChart.Model("Epoch", "Loss");
        model.Series.Add(Line(PageChart.First, history, e => e.TrainLoss));
        model.Series.Add(Line(PageChart.Second, history, e => e.ValidLoss));
        return PageChart.Key("training", "validation") + Ringed("loss", model, history, e => e.ValidLoss);
    }

    /// <summary>Draws accuracy and macro Dice.</summary>
    /// <param name="history">The epochs.</param>
    /// <returns>HTML.</returns>
    public static string Scores(TrainingHistory history)
    {
        var model = PageChart.Model("Epoch", "Per cent");
        model.Series.Add(Line(PageChart.First, history, e => e.Accuracy * 100));
        model.Series.Add(Line(PageChart.Second, history, e => e.MacroDice * 100));
        return PageChart.Key("accuracy", "macro Dice") + Ringed("scores", model, history, e => e.Accuracy * 100);
    }

    private static LineSeries Line(OxyColor color, TrainingHistory history, Func<EpochRecord, double> value)
    {
        var line = new LineSeries
        {
            Color = color,
            StrokeThickness = 2,
            MarkerType = history.Epochs.Count == 1 ? MarkerType.Circle : MarkerType.None,
        };
        line.Points.AddRange(history.Epochs.Select(e => new DataPoint(e.Epoch, value(e))));
        return line;
    }

    private static string Ringed(string name, PlotModel model, TrainingHistory history, Func<EpochRecord, double> value)
    {
        var best = history.Epochs.First(e => e.Epoch == history.BestEpoch);
        var ring = PageChart.Ring();
        ring.Points.Add(new ScatterPoint(best.Epoch, value(best)));
        model.Series.Add(ring);
        return PageChart.Svg(name, model);
    }
}
