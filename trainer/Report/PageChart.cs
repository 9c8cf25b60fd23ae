using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Segment.Trainer.Report;

/// <summary>What all charts of the report share: they are SVG that takes its text colour from the page.</summary>
internal static class PageChart
{
    private const double Width = 520;
    private const double Height = 300;

    // The page's own colour of text stands in for this one, so that the chart is legible on light and dark ground.
    private static readonly OxyColor Ink = OxyColor.FromRgb(1, 2, 3);

    /// <summary>Gets the colour of the first line.</summary>
    public static OxyColor First { get; } = OxyColor.FromRgb(0x3b, 0x86, 0xc8);

    /// <summary>Gets the colour of the second line.</summary>
    public static OxyColor Second { get; } = OxyColor.FromRgb(0xdd, 0x84, 0x2a);

    /// <summary>Gets the colour of a line that others are held against.</summary>
    public static OxyColor Reference { get; } = OxyColor.FromAColor(140, OxyColors.Gray);

    /// <summary>Names two lines; the browser measures text better than the chart's writer.</summary>
    /// <param name="first">The first line.</param>
    /// <param name="second">The second line.</param>
    /// <returns>HTML.</returns>
    public static string Key(string first, string second) =>
        $"<p class=\"key\"><i style=\"background:{Hex(First)}\"></i>{first}<i style=\"background:{Hex(Second)}\"></i>{second}</p>";

    /// <summary>Makes an empty chart.</summary>
    /// <param name="horizontal">What lies along x.</param>
    /// <param name="vertical">What lies along y.</param>
    /// <returns>The chart.</returns>
    public static PlotModel Model(string horizontal, string vertical)
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
        model.Axes.Add(Axis(AxisPosition.Bottom, horizontal, leastStep: 1));
        model.Axes.Add(Axis(AxisPosition.Left, vertical, leastStep: 0));
        return model;
    }

    /// <summary>Makes a mark for points that matter.</summary>
    /// <returns>The mark, at no point yet.</returns>
    public static ScatterSeries Ring() =>
        new()
        {
            MarkerType = MarkerType.Circle,
            MarkerSize = 5,
            MarkerFill = OxyColors.Transparent,
            MarkerStroke = Ink,
            MarkerStrokeThickness = 1.5,
        };

    /// <summary>Draws a chart.</summary>
    /// <param name="name">A name of its own on the page, a letter first.</param>
    /// <param name="model">The chart.</param>
    /// <param name="alone">Whether it is a file of its own, not a part of a page.</param>
    /// <returns>SVG.</returns>
    public static string Svg(string name, PlotModel model, bool alone = false)
    {
        var svg = new OxyPlot.SvgExporter
        {
            Width = Width,
            Height = Height,
            IsDocument = alone,
        }.ExportToString(model);
        return svg.Replace("#010203", "currentColor", StringComparison.OrdinalIgnoreCase)
            .Replace("clipPath1", name + "1", StringComparison.Ordinal)
            .Replace("clipPath2", name + "2", StringComparison.Ordinal)
            .Replace("clipPath3", name + "3", StringComparison.Ordinal);
    }

    private static string Hex(OxyColor c) => $"#{c.R:x2}{c.G:x2}{c.B:x2}";

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
}
