using System.Text.Json.Serialization;

namespace Segment.PackageFormat;

/// <summary>What one epoch of a training came to.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="TrainLoss">Mean loss over the labelled training pixels.</param>
/// <param name="ValidLoss">Mean loss over the labelled validation pixels.</param>
/// <param name="Accuracy">Share of validation pixels answered rightly, 0–1.</param>
/// <param name="MacroDice">Mean Dice over the classes that the validation pixels hold, 0–1.</param>
/// <param name="LearningRate">Learning rate at the end of the epoch.</param>
/// <param name="MeanIoU">
/// Mean intersection over union over the classes that the validation pixels hold, 0–1; null where it is not known, as in
/// histories of layout version 1.
/// </param>
/// <param name="Monitored">The figure that decides which epoch is kept: <see cref="TrainingHistory.Monitor"/>.</param>
public sealed record EpochRecord(
    int Epoch,
    double TrainLoss,
    double ValidLoss,
    double Accuracy,
    double MacroDice,
    double LearningRate,
    [property: JsonPropertyName("meanIoU")] double? MeanIoU,
    double Monitored
);
