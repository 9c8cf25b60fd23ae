using ScottPlot;
using Segment.PackageFormat;

namespace Segment.Trainer.Report;

/// <summary>The search for the learning rate: losses over rates, and the choice.</summary>
internal static class RateChart
{
    private const int Width = 720;
    private const int Height = 420;

    /// <summary>Draws a curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <returns>SVG: a file of its own.</returns>
    public static string Draw(RateCurve curve)
    {
        using var plot = ChartStyle.Plot("The search for the learning rate", "Learning rate", "Loss");
        double[] powers = [.. curve.Rates.Select(Math.Log10)];
        plot.Add.ScatterPoints(powers, [.. curve.Losses], ChartStyle.Faint).MarkerSize = 4;
        ChartStyle.Line(plot, powers, curve.Smoothed, ChartStyle.First, "");
        if (curve.Chosen is { } chosen)
        {
            plot.Add.VerticalLine(Math.Log10(chosen), 2, ChartStyle.Second, LinePattern.Dashed);
        }

        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            IntegerTicksOnly = true,
            LabelFormatter = power => $"1e{power:0}",
        };
        return plot.GetSvgXml(Width, Height);
    }
}
