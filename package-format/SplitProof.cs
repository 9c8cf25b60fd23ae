namespace Segment.PackageFormat;

/// <summary>The figures that show how far validation stood apart from training.</summary>
/// <param name="TrainChips">Chips trained on.</param>
/// <param name="ValidationChips">Chips that only validated.</param>
/// <param name="DroppedChips">Chips left out because they lay in the gap between the two.</param>
/// <param name="SharedPixels">Validation pixels that also lie in a training chip; 0 for a sound split.</param>
/// <param name="GapPixels">Least distance between a training chip and a validation chip, in pixels.</param>
public sealed record SplitProof(
    int TrainChips,
    int ValidationChips,
    int DroppedChips,
    long SharedPixels,
    int GapPixels
);
