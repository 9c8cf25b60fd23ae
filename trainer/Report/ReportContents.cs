using Segment.PackageFormat;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer.Report;

/// <summary>What the report shows.</summary>
/// <param name="Definition">The model.</param>
/// <param name="Metrics">The best epoch.</param>
/// <param name="History">Every epoch.</param>
/// <param name="Split">Which chips trained, validated and tested.</param>
/// <param name="Samples">Sample chips, best first.</param>
/// <param name="Parameters">Every parameter by name, in the order shown.</param>
/// <param name="Notices">What the user was told while training.</param>
/// <param name="RateCurve">The search for the learning rate; null where there was none.</param>
internal sealed record ReportContents(
    ModelDefinition Definition,
    TrainingMetrics Metrics,
    TrainingHistory History,
    ChipSplit Split,
    IReadOnlyList<SampleChip> Samples,
    IReadOnlyList<(string Name, string Value)> Parameters,
    IReadOnlyList<string> Notices,
    RateCurve? RateCurve = null
);
