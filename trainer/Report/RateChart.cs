using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Series;
using Segment.PackageFormat;

namespace Segment.Trainer.Report;

/// <summary>The search for the learning rate: losses over rates, and the choice.</summary>
internal static class RateChart
{
    /// <summary>Draws a curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="alone">Whether it is a file of its own, not a part of a page.</param>
    /// <returns>SVG.</returns>
    public static string Draw(RateCurve curve, bool alone)
    {
        var model = PageChart.Model("Learning rate", "Loss");
        model.Axes[0].LabelFormatter = power => $"1e{power:0}";
        var dots = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerSize = 2,
            MarkerFill = PageChart.Reference,
        };
        dots.Points.AddRange(curve.Rates.Zip(curve.Losses, (r, l) => new ScatterPoint(Math.Log10(r), l)));
        var line = new LineSeries { Color = PageChart.First, StrokeThickness = 2 };
        line.Points.AddRange(curve.Rates.Zip(curve.Smoothed, (r, l) => new DataPoint(Math.Log10(r), l)));
        model.Series.Add(dots);
        model.Series.Add(line);
        if (curve.Chosen is { } chosen)
        {
            model.Annotations.Add(
                new LineAnnotation
                {
                    Type = LineAnnotationType.Vertical,
                    X = Math.Log10(chosen),
                    Color = PageChart.Second,
                    StrokeThickness = 2,
                    LineStyle = LineStyle.Dash,
                }
            );
        }

        return PageChart.Svg("rates", model, alone);
    }
}
