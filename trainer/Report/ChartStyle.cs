using ScottPlot;

namespace Segment.Trainer.Report;

/// <summary>What all charts share.</summary>
internal static class ChartStyle
{
    private const float TextSize = 13;
    private const float TitleSize = 15;

    static ChartStyle()
    {
        Fonts.FontResolvers.Clear();
        Fonts.FontResolvers.Add(new ChartFont());
    }

    /// <summary>Gets the colour of the first line.</summary>
    public static Color First { get; } = Color.FromHex("#2f7fc1");

    /// <summary>Gets the colour of the second line.</summary>
    public static Color Second { get; } = Color.FromHex("#d97a1e");

    /// <summary>Gets the colour of what others are held against.</summary>
    public static Color Faint { get; } = Color.FromHex("#8a929b");

    /// <summary>Gets the colour of text.</summary>
    public static Color Ink { get; } = Color.FromHex("#1d2126");

    /// <summary>Makes an empty chart.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="horizontal">What lies along x.</param>
    /// <param name="vertical">What lies along y.</param>
    /// <returns>The chart; the caller disposes it.</returns>
    public static Plot Plot(string title, string horizontal, string vertical)
    {
        var plot = new Plot();
        plot.Title(title, TitleSize);
        plot.XLabel(horizontal, TextSize);
        plot.YLabel(vertical, TextSize);
        plot.Axes.Color(Ink);
        plot.Axes.Top.IsVisible = plot.Axes.Right.IsVisible = false;
        plot.Axes.Bottom.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize = TextSize;
        plot.Axes.Bottom.MinorTickStyle.Length = plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Grid.MajorLineColor = Color.FromHex("#e4e4df");
        plot.Grid.XAxisStyle.IsVisible = false;
        return plot;
    }

    /// <summary>Adds a line.</summary>
    /// <param name="plot">The chart.</param>
    /// <param name="xs">Along x.</param>
    /// <param name="ys">Along y.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="name">What it is, for the legend; empty for none.</param>
    public static void Line(Plot plot, IEnumerable<double> xs, IEnumerable<double> ys, Color color, string name)
    {
        double[] points = [.. xs];
        var line = plot.Add.Scatter(points, [.. ys], color);
        (line.LineWidth, line.MarkerSize, line.LegendText) = (2, points.Length == 1 ? 6 : 0, name);
    }
}
