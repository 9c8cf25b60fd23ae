using ScottPlot;
using Segment.PackageFormat;

namespace Segment.Trainer.Report;

/// <summary>Training and validation loss over the epochs: <c>ModelCharacteristics/loss_graph.png</c>.</summary>
internal static class LossGraph
{
    private const int Width = 1000;
    private const int Height = 640;
    private const double Scale = 1.5;

    /// <summary>Draws it.</summary>
    /// <param name="history">The epochs.</param>
    /// <returns>PNG; equal histories give equal bytes.</returns>
    public static byte[] Draw(TrainingHistory history)
    {
        using var plot = ChartStyle.Plot("Training and validation loss", "Epoch", "Loss");
        var epochs = history.Epochs.Select(e => (double)e.Epoch).ToList();
        ChartStyle.Line(plot, epochs, history.Epochs.Select(e => e.TrainLoss), ChartStyle.First, "Training");
        ChartStyle.Line(plot, epochs, history.Epochs.Select(e => e.ValidLoss), ChartStyle.Second, "Validation");
        var best = history.Epochs[history.BestEpoch - 1];
        var ring = plot.Add.Marker(best.Epoch, best.ValidLoss, MarkerShape.OpenCircle, 12, ChartStyle.Ink);
        ring.LegendText = $"Kept: epoch {best.Epoch}";
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.ShowLegend(Alignment.UpperRight).FontSize = 13;
        plot.ScaleFactor = Scale;
        return plot.GetImageBytes(Width, Height, ImageFormat.Png);
    }
}
