using Segment.Ledger;
using Segment.Ledger.Fields;
using Segment.Trainer.Quantization;

namespace Segment.Trainer.Recording;

/// <summary>A quantisation in the ledger.</summary>
internal static class RecordedQuantization
{
    /// <summary>Tells what is known before it begins.</summary>
    /// <param name="options">Its options.</param>
    /// <returns>The start.</returns>
    public static RunStart Start(QuantizeOptions options) =>
        new(RunOperation.Quantization, Path.GetFullPath(options.Out ?? options.Package))
        {
            Facts = RunFacts
                .None.With(RunFields.TrainingData, Path.GetFullPath(options.Chips))
                .With(RunFields.Package, Path.GetFullPath(options.Package)),
        };

    /// <summary>Tells what it left behind.</summary>
    /// <param name="result">It.</param>
    /// <returns>The end.</returns>
    public static RunEnd End(QuantizeResult result) =>
        new(
            RunState.Done,
            TrainingFacts
                .Of(result.Definition)
                .With(RunFields.MeanIoU, result.Metrics.MeanIoU)
                .With(TrainingFacts.OfPackage(result.Package))
        );
}
