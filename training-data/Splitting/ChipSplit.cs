using Segment.PackageFormat;

namespace Segment.TrainingData.Splitting;

/// <summary>Which chips train and which validate.</summary>
/// <param name="Training">Positions of the training chips, ascending.</param>
/// <param name="Validation">The validation chips, ascending.</param>
/// <param name="Blocks">Number of validation blocks.</param>
/// <param name="BlockSide">Side of a block, in pixels.</param>
/// <param name="LabelledPixels">Labelled pixels of each class in the training chips; a pixel counts in every chip it lies in.</param>
/// <param name="ValidationPixels">Validation pixels of each class; each counts once.</param>
/// <param name="ValidationShare">Validation pixels, as a share of all labelled pixels that train or validate, 0–1.</param>
/// <param name="Proof">What shows that the sides are apart, measured on the finished split.</param>
public sealed record ChipSplit(
    IReadOnlyList<int> Training,
    IReadOnlyList<ValidationChip> Validation,
    int Blocks,
    int BlockSide,
    IReadOnlyList<long> LabelledPixels,
    IReadOnlyList<long> ValidationPixels,
    double ValidationShare,
    SplitProof Proof
)
{
    /// <summary>Gets the line that proves the split.</summary>
    public string Line =>
        $"Validation: {Validation.Count} chips in {Blocks} blocks of {BlockSide} px ({ValidationShare * 100:0.#} % of the labelled pixels); "
        + $"pixels shared with training chips: {Proof.SharedPixels}; smallest distance from a validation pixel to a training chip: "
        + $"{Proof.GapPixels} px; training: {Proof.TrainChips} chips; left out between the two: {Proof.DroppedChips} chips.";
}
