namespace Segment.TrainingData.Doctor.Facts;

/// <summary>What the checks know of a split.</summary>
/// <param name="TrainingPixels">Labelled pixels of each class in the training chips.</param>
/// <param name="ValidationPixels">Validation pixels of each class; each counts once.</param>
/// <param name="SharedPixels">Validation pixels that also lie in a training chip.</param>
public sealed record SplitFacts(
    IReadOnlyList<long> TrainingPixels,
    IReadOnlyList<long> ValidationPixels,
    long SharedPixels
);
