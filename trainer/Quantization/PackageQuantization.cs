using System.Globalization;
using Segment.CommandLine;
using Segment.Exporter;
using Segment.Exporter.Quantization;
using Segment.PackageFormat;

namespace Segment.Trainer.Quantization;

/// <summary>Adds the variant in 8-bit integers to a package.</summary>
public static class PackageQuantization
{
    /// <summary>
    /// Measures the ranges of the network's tensors on training chips, makes the graph in 8 bits, and compares it with the graph
    /// in float32 on the validation chips. Where the mean IoU falls by more than <see cref="Int8Metrics.GreatestLoss"/>, the first
    /// convolution stays in float32; where that does not help, nothing is written.
    /// </summary>
    /// <param name="options">What to quantise.</param>
    /// <param name="progress">Follows the work.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Stops the work; nothing is written then.</param>
    /// <returns>What was left behind.</returns>
    /// <exception cref="SegmentDataException">The package or the chips are not usable, or the loss is too great.</exception>
    /// <exception cref="SegmentOutputException">The package cannot be written.</exception>
    public static QuantizeResult Run(
        QuantizeOptions options,
        IStageProgress progress,
        Action<string> notice,
        CancellationToken token
    )
    {
        if (string.Join(" ", options.Problems()) is { Length: > 0 } problems)
        {
            throw new SegmentDataException(problems);
        }

        var contents = ModelPackage.ReadContents(options.Package);
        progress.Stage("Reading chips");
        var chips = QuantizationChips.Read(options, contents, progress.Report, notice, token);
        progress.Stage("Measuring ranges");
        var calibration = GraphCalibration.Run(contents.Graph, chips.Calibration, progress, token);
        progress.Stage("Comparing");
        var (graph, metrics) = Best(calibration, contents, chips, token);
        Require(metrics, contents.Definition.Name);
        using (var session = new GraphSession(graph))
        {
            var golden = contents.Golden;
            var logits = session.Run(golden.Height, golden.Width, golden.Pixels);
            contents = contents with { Int8 = new Int8Variant(graph, logits, metrics) };
        }

        var path = Path.GetFullPath(options.Out ?? options.Package);
        ModelPackage.Write(path, contents);
        var (definition, float32) = (contents.Definition, contents.Graph);
        var rate = RateComparison.Measure(float32, graph, definition.Normalization.Center, definition.Stride);
        return new QuantizeResult(path, definition, metrics, rate);
    }

    private static (byte[] Graph, Int8Metrics Metrics) Best(
        GraphCalibration calibration,
        PackageContents contents,
        QuantizationChips chips,
        CancellationToken token
    )
    {
        var classes = contents.Definition.Classes;
        var comparison = new AnswerComparison(chips, contents.Graph, classes.Count, token);
        var whole = Try(floatStem: false);
        if (whole.Metrics.MeanIoUChange >= -Int8Metrics.GreatestLoss)
        {
            return whole;
        }

        var milder = Try(floatStem: true);
        return milder.Metrics.MeanIoUChange > whole.Metrics.MeanIoUChange ? milder : whole;

        (byte[] Graph, Int8Metrics Metrics) Try(bool floatStem)
        {
            var graph = calibration.Quantize(floatStem);
            var (float32, int8, agreement) = comparison.With(graph, token);
            return (
                graph,
                Int8Metrics.From(
                    float32,
                    int8,
                    agreement,
                    classes,
                    chips.Calibration.Count,
                    floatStem ? ["stem", "head"] : ["head"]
                )
            );
        }
    }

    /// <summary>Refuses a variant that loses too much.</summary>
    /// <param name="metrics">What it loses.</param>
    /// <param name="name">The model's name.</param>
    /// <exception cref="SegmentDataException">The mean IoU falls by more than <see cref="Int8Metrics.GreatestLoss"/>.</exception>
    internal static void Require(Int8Metrics metrics, string name)
    {
        if (metrics.MeanIoUChange < -Int8Metrics.GreatestLoss)
        {
            var worst = metrics.Worst!;
            throw new SegmentDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} loses {-100 * metrics.MeanIoUChange:0.00} points of mean IoU on its validation pixels in 8-bit integers; up to "
                )
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"{100 * Int8Metrics.GreatestLoss:0.0} are allowed. The class {worst.Value} ({worst.Name}) loses most, {-100 * worst.Change!.Value:0.00} points. "
                    )
                    + "Nothing was written. Classify with float32, or train longer or over another backbone: networks with ReLU (light, ResNet, VGG) keep "
                    + "their accuracy better than those with SiLU, hard swish or GELU."
            );
        }
    }
}
