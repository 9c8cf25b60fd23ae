using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using Segment.PackageFormat;

namespace Segment.Trainer.Report;

/// <summary>Curves over the epochs, as SVG that takes its text colour from the page.</summary>
internal static class EpochChart
{
    private const double Width = 520;
    private const double Height = 300;

    // The page's own colour of text stands in for this one, so that the chart is legible on light and dark ground.
    private static readonly OxyColor Ink = OxyColor.FromRgb(1, 2, 3);
    private static readonly OxyColor First = OxyColor.FromRgb(0x3b, 0x86, 0xc8);
    private static readonly OxyColor Second = OxyColor.FromRgb(0xdd, 0x84, 0x2a);

    /// <summary>Draws training and validation loss.</summary>
    /// <param name="history">The epochs.</param>
    /// <returns>HTML.</returns>
    public static string Loss(TrainingHistory history)
    {
        var model = Model("Loss");
        model.Series.Add(Line(First, history, e => e.TrainLoss));
        model.Series.Add(Line(Second, history, e => e.ValidLoss));
        return Key("training", "validation") + Svg("loss", model, history, e => e.ValidLoss);
    }

    /// <summary>Draws accuracy and macro Dice.</summary>
    /// <param name="history">The epochs.</param>
    /// <returns>HTML.</returns>
    public static string Scores(TrainingHistory history)
    {
        var model = Model("Per cent");
        model.Series.Add(Line(First, history, e => e.Accuracy * 100));
        model.Series.Add(Line(Second, history, e => e.MacroDice * 100));
        return Key("accuracy", "macro Dice") + Svg("scores", model, history, e => e.Accuracy * 100);
    }

    /// <summary>Names the lines; the browser measures text better than the chart's writer.</summary>
    private static string Key(string first, string second) =>
        $"<p class=\"key\"><i style=\"background:{Hex(First)}\"></i>{first}<i style=\"background:{Hex(Second)}\"></i>{second}</p>";

    private static string Hex(OxyColor c) => $"#{c.R:x2}{c.G:x2}{c.B:x2}";

    private static PlotModel Model(string vertical)
    {
        var model = new PlotModel
        {
            Background = OxyColors.Transparent,
            TextColor = Ink,
            PlotAreaBorderColor = OxyColors.Transparent,
            DefaultFontSize = 12,
            DefaultFont = "Arial",
            Padding = new OxyThickness(8, 8, 16, 24),
        };
        model.Axes.Add(Axis(AxisPosition.Bottom, "Epoch", leastStep: 1));
        model.Axes.Add(Axis(AxisPosition.Left, vertical, leastStep: 0));
        return model;
    }

    private static LinearAxis Axis(AxisPosition position, string title, double leastStep) =>
        new()
        {
            Position = position,
            Title = title,
            AxisTitleDistance = 10,
            MinimumMajorStep = leastStep,
            MajorGridlineStyle = position == AxisPosition.Left ? LineStyle.Solid : LineStyle.None,
            MajorGridlineColor = OxyColor.FromAColor(60, OxyColors.Gray),
            MinorTickSize = 0,
            TicklineColor = OxyColor.FromAColor(120, OxyColors.Gray),
            MinimumPadding = 0.02,
            MaximumPadding = 0.05,
        };

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

    private static string Svg(string name, PlotModel model, TrainingHistory history, Func<EpochRecord, double> value)
    {
        var ring = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerSize = 5,
            MarkerFill = OxyColors.Transparent,
            MarkerStroke = Ink,
            MarkerStrokeThickness = 1.5,
        };
        var best = history.Epochs.First(e => e.Epoch == history.BestEpoch);
        ring.Points.Add(new ScatterPoint(best.Epoch, value(best)));
        model.Series.Add(ring);
        var svg = new OxyPlot.SvgExporter
        {
            Width = Width,
            Height = Height,
            IsDocument = false,
        }.ExportToString(model);
        return svg.Replace("#010203", "currentColor", StringComparison.OrdinalIgnoreCase)
            .Replace("clipPath1", name + "1", StringComparison.Ordinal)
            .Replace("clipPath2", name + "2", StringComparison.Ordinal)
            .Replace("clipPath3", name + "3", StringComparison.Ordinal);
    }
}
