namespace Segment.PackageFormat;

/// <summary>The figures that show how far validation and test stood apart from training.</summary>
/// <param name="Method">How the parts were chosen.</param>
/// <param name="TrainChips">Chips trained on.</param>
/// <param name="ValidationChips">Chips that only validated.</param>
/// <param name="TestChips">Chips that only tested; 0 where there was no test part.</param>
/// <param name="DroppedChips">Chips left out because they lay in the gap between the parts.</param>
/// <param name="SharedPixels">Validation and test pixels that also lie in a training chip; 0 for a sound split.</param>
/// <param name="GapPixels">Least distance between a training chip and a validation or test pixel, in pixels.</param>
public sealed record SplitProof(
    SplitMethod Method,
    int TrainChips,
    int ValidationChips,
    int TestChips,
    int DroppedChips,
    long SharedPixels,
    int GapPixels
);
