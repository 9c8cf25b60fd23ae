using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Data.Augmentation;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer.Data;

/// <summary>A chips folder made ready for training: read, split, normalised.</summary>
internal sealed class PreparedChips : IDisposable
{
    private readonly LoadedChips chips;

    private PreparedChips(
        LoadedChips chips,
        SplitPlan plan,
        ChipSplit split,
        NormalizationEstimate estimate,
        AugmentationSet variations
    )
    {
        (this.chips, Plan, Split, Estimate, Variations) = (chips, plan, split, estimate, variations);
        Training = new ChipDataset(
            chips.Images,
            split.Training,
            [.. split.Training.Select(c => chips.Labels[c])],
            estimate,
            variations
        );
        Validation = HeldOut(split.Validation);
        Test = HeldOut(split.Test);
    }

    /// <summary>Gets what is held out.</summary>
    public SplitPlan Plan { get; }

    /// <summary>Gets which chips train, validate and test.</summary>
    public ChipSplit Split { get; }

    /// <summary>Gets the bands that the network reads and their normalisation.</summary>
    public NormalizationEstimate Estimate { get; }

    /// <summary>Gets how training chips are varied.</summary>
    public AugmentationSet Variations { get; }

    /// <summary>Gets where the validation chips came from, in the order of <see cref="Validation"/>.</summary>
    public IReadOnlyList<ChipFile> ValidationFiles => [.. Split.Validation.Select(v => chips.Files[v.Chip])];

    /// <summary>Gets the training chips.</summary>
    public ChipDataset Training { get; }

    /// <summary>Gets the validation chips.</summary>
    public ChipDataset Validation { get; }

    /// <summary>Gets the test chips; none where there is no test part.</summary>
    public ChipDataset Test { get; }

    /// <summary>Splits chips and finds their normalisation.</summary>
    /// <param name="chips">The chips; disposed with the result.</param>
    /// <param name="bands">Their bands.</param>
    /// <param name="plan">What is held out of the labels as they were drawn, in the chips' order.</param>
    /// <param name="variations">How training chips are varied.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <param name="normalize">Chooses another normalisation than the estimated one; null keeps it.</param>
    /// <returns>The data; the caller disposes it.</returns>
    /// <exception cref="SegmentDataException">The chips cannot be split.</exception>
    public static PreparedChips Prepare(
        LoadedChips chips,
        IReadOnlyList<BandDefinition> bands,
        SplitPlan plan,
        AugmentationSet variations,
        Action<string> notice,
        Func<NormalizationEstimate, NormalizationEstimate>? normalize = null
    )
    {
        var split = plan.Apply(chips.Labels);
        var estimate = NormalizationEstimator.Estimate(chips.Images, split.Training, bands, notice);
        return new PreparedChips(chips, plan, split, normalize?.Invoke(estimate) ?? estimate, variations);
    }

    /// <inheritdoc/>
    public void Dispose() => chips.Dispose();

    private ChipDataset HeldOut(IReadOnlyList<HeldOutChip> part) =>
        new(chips.Images, [.. part.Select(c => c.Chip)], [.. part.Select(c => c.Labels)], Estimate);
}
