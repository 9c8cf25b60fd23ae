using OxyPlot;
using OxyPlot.Series;
using Segment.PackageFormat;
using Segment.Pages;

namespace Segment.Trainer.Report;

/// <summary>The reliability curve: how often the network is right where it is so sure.</summary>
internal static class ReliabilityChart
{
    /// <summary>Writes the curve and its figures.</summary>
    /// <param name="calibration">The calibration.</param>
    /// <returns>HTML.</returns>
    public static string Render(Calibration calibration)
    {
        var (before, after) = (calibration.Validation.Before, calibration.Validation.After);
        var test = calibration.Test is { } t
            ? $" On the test pixels, which it was not fitted to, it goes from {Share(t.Before)} to {Share(t.After)}."
            : "";
        return $"""
            <div class="charts">
            <figure>{Curves(
                before,
                after
            )}<figcaption>Of pixels with a confidence of 80 %, 80 % should be right: on the straight line the network is honest, below
            it too sure, above it too shy.</figcaption></figure>
            <div>{Table(before, after)}</div>
            </div>
            <p>Logits are divided by a temperature of {calibration.Temperature:0.###}, fitted to the validation pixels, before they become
            probabilities; which class is the likeliest does not change. The mean distance between confidence and accuracy
            (expected calibration error) goes from {Share(before)} to {Share(after)} on the validation pixels.{test}</p>
            """;
    }

    private static string Curves(Reliability before, Reliability after)
    {
        var model = PageChart.Model("Confidence, per cent", "Right, per cent");
        var honest = new LineSeries { Color = PageChart.Reference, LineStyle = LineStyle.Dash };
        honest.Points.AddRange([new DataPoint(0, 0), new DataPoint(100, 100)]);
        model.Series.Add(honest);
        model.Series.Add(Line(PageChart.First, before));
        model.Series.Add(Line(PageChart.Second, after));
        return PageChart.Key("as trained", "calibrated") + PageChart.Svg("reliability", model);
    }

    private static LineSeries Line(OxyColor color, Reliability reliability)
    {
        var line = new LineSeries
        {
            Color = color,
            StrokeThickness = 2,
            MarkerType = MarkerType.Circle,
            MarkerFill = color,
            MarkerSize = 3,
        };
        line.Points.AddRange(
            reliability
                .Bins.Where(b => b.Pixels > 0)
                .Select(b => new DataPoint(b.Confidence!.Value * 100, b.Accuracy!.Value * 100))
        );
        return line;
    }

    private static string Table(Reliability before, Reliability after) =>
        "<div class=\"scroll\"><table><tr><th>Confidence</th><th>As trained</th><th>Right</th><th>Calibrated</th><th>Right</th></tr>"
        + string.Concat(
            Enumerable
                .Range(0, Reliability.BinCount)
                .Where(i => before.Bins[i].Pixels + after.Bins[i].Pixels > 0)
                .Select(i =>
                    $"<tr><td>{100.0 * i / Reliability.BinCount:0}–{100.0 * (i + 1) / Reliability.BinCount:0} %</td>"
                    + $"<td>{before.Bins[i].Pixels:N0}&nbsp;px</td><td>{Whole(before.Bins[i])}</td>"
                    + $"<td>{after.Bins[i].Pixels:N0}&nbsp;px</td><td>{Whole(after.Bins[i])}</td></tr>"
                )
        )
        + "</table></div>";

    private static string Share(Reliability reliability) => HtmlPage.Percent(reliability.Error);

    private static string Whole(ReliabilityBin bin) => bin.Accuracy is { } share ? $"{share * 100:0}&nbsp;%" : "–";
}
