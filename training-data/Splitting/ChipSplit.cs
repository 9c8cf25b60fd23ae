using Segment.PackageFormat;

namespace Segment.TrainingData.Splitting;

/// <summary>Which chips train, validate and test.</summary>
/// <param name="Training">Positions of the training chips, ascending.</param>
/// <param name="Validation">The validation chips, ascending.</param>
/// <param name="Test">The test chips, ascending; none where there is no test part.</param>
/// <param name="LabelledPixels">Labelled pixels of each class in the training chips; a pixel counts in every chip it lies in.</param>
/// <param name="Parts">What training, validation, test and the gap between them hold, in this order.</param>
/// <param name="Blocks">Number of blocks that are held out.</param>
/// <param name="BlockSide">Side of a block, in pixels; 0 where chips were chosen.</param>
/// <param name="Proof">What shows how far the parts are apart, measured on the finished split.</param>
public sealed record ChipSplit(
    IReadOnlyList<int> Training,
    IReadOnlyList<HeldOutChip> Validation,
    IReadOnlyList<HeldOutChip> Test,
    IReadOnlyList<long> LabelledPixels,
    IReadOnlyList<PartPixels> Parts,
    int Blocks,
    int BlockSide,
    SplitProof Proof
)
{
    private const int Gap = 3;

    /// <summary>Gets the validation pixels of each class; each counts once.</summary>
    public IReadOnlyList<long> ValidationPixels => Parts[(int)SplitPart.Validation].Pixels;

    /// <summary>Gets the test pixels of each class; each counts once.</summary>
    public IReadOnlyList<long> TestPixels => Parts[(int)SplitPart.Test].Pixels;

    /// <summary>Gets what lies between the parts: labelled, and used for nothing.</summary>
    public PartPixels LeftOut => Parts[Gap];

    /// <summary>Gets the validation pixels as a share of all labelled pixels that are used, 0–1.</summary>
    public double ValidationShare => Share(SplitPart.Validation);

    /// <summary>Gets the test pixels as a share of all labelled pixels that are used, 0–1.</summary>
    public double TestShare => Share(SplitPart.Test);

    /// <summary>Gets the share of the validation and test pixels that lie in a training chip, 0–1.</summary>
    public double SeenShare => SplitText.SeenShare(Proof, Held);

    /// <summary>Gets the lines that say how the parts stand apart.</summary>
    public string Line =>
        (
            Proof.Method switch
            {
                SplitMethod.Spatial => $"Split by space, in {Blocks} blocks of {BlockSide} px: ",
                SplitMethod.Random => "Split by lot, chip by chip: ",
                _ => "Split as the chips folder says: ",
            }
        )
        + $"{Proof.TrainChips} chips train, {Proof.ValidationChips} validate ({ValidationShare * 100:0.#} % of the labelled pixels)"
        + (Test.Count > 0 ? $", {Proof.TestChips} test ({TestShare * 100:0.#} %)" : "")
        + $", {Proof.DroppedChips} between them are left out. "
        + SplitText.Leakage(Proof, Held);

    private long Held => ValidationPixels.Sum() + TestPixels.Sum();

    private double Share(SplitPart part) =>
        Parts[(int)part].Pixels.Sum() / (double)Math.Max(1, Parts.Take(Gap).Sum(p => p.Pixels.Sum()));
}
