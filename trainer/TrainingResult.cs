using Segment.PackageFormat;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer;

/// <summary>What a training left behind.</summary>
/// <param name="PackagePath">The package, <c>RUN/NAME.dlpk</c>.</param>
/// <param name="ReportPath">The report, <c>RUN/model_metrics.html</c>.</param>
/// <param name="Metrics">Figures of the best epoch on the validation and test pixels.</param>
/// <param name="Split">Which chips trained, validated and tested.</param>
/// <param name="History">Figures of every epoch.</param>
/// <param name="End">Why it ended.</param>
/// <param name="Seconds">Wall time from start to package, in seconds.</param>
/// <param name="EpochSeconds">Wall time of each epoch, validation included, in seconds.</param>
/// <param name="Device">Where it was trained, such as <c>cpu (bfloat16)</c>.</param>
public sealed record TrainingResult(
    string PackagePath,
    string ReportPath,
    TrainingMetrics Metrics,
    ChipSplit Split,
    TrainingHistory History,
    TrainingEnd End,
    double Seconds,
    IReadOnlyList<double> EpochSeconds,
    string Device
)
{
    /// <summary>Gets the network's definition.</summary>
    public required ModelDefinition Definition { get; init; }

    /// <summary>Gets the SHA-256 of the chips' content, 64 hexadecimal digits.</summary>
    public required string ChipsSha256 { get; init; }
}
