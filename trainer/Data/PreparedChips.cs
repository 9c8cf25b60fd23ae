using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer.Data;

/// <summary>A chips folder made ready for training: read, split, normalised.</summary>
internal sealed class PreparedChips : IDisposable
{
    private PreparedChips(
        SplitPlan plan,
        ChipSplit split,
        NormalizationEstimate estimate,
        IReadOnlyList<LoadedChip> validationChips,
        (ChipDataset Training, ChipDataset Validation, ChipDataset Test) datasets
    )
    {
        (Plan, Split) = (plan, split);
        Estimate = estimate;
        ValidationChips = validationChips;
        (Training, Validation, Test) = datasets;
    }

    /// <summary>Gets what is held out.</summary>
    public SplitPlan Plan { get; }

    /// <summary>Gets which chips train, validate and test.</summary>
    public ChipSplit Split { get; }

    /// <summary>Gets the bands that the network reads and their normalisation.</summary>
    public NormalizationEstimate Estimate { get; }

    /// <summary>Gets the validation chips with their raw samples, in the order of <see cref="Validation"/>.</summary>
    public IReadOnlyList<LoadedChip> ValidationChips { get; }

    /// <summary>Gets the training chips.</summary>
    public ChipDataset Training { get; }

    /// <summary>Gets the validation chips.</summary>
    public ChipDataset Validation { get; }

    /// <summary>Gets the test chips; none where there is no test part.</summary>
    public ChipDataset Test { get; }

    /// <summary>Splits and normalises chips. Their raw samples are let go, but for those of the validation chips.</summary>
    /// <param name="chips">The chips; the list is emptied.</param>
    /// <param name="bands">Their bands.</param>
    /// <param name="plan">What is held out of the labels as they were drawn, in the chips' order.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <returns>The data; the caller disposes it.</returns>
    /// <exception cref="SegmentDataException">The chips cannot be split.</exception>
    public static PreparedChips Prepare(
        List<LoadedChip> chips,
        IReadOnlyList<BandDefinition> bands,
        SplitPlan plan,
        Action<string> notice
    )
    {
        var split = plan.Apply(chips.ConvertAll(c => c.Chip.Labels));
        var training = split.Training.Select(c => chips[c].Chip).ToList();
        var estimate = NormalizationEstimator.Estimate(training, bands, notice);
        var (validation, test) = (HeldOut(split.Validation), HeldOut(split.Test));
        List<LoadedChip> kept = [.. split.Validation.Select(v => chips[v.Chip])];
        chips.Clear();
        training.Reverse();
        return new PreparedChips(plan, split, estimate, kept, (Normalize(training, estimate), validation, test));

        ChipDataset HeldOut(IReadOnlyList<HeldOutChip> part)
        {
            var data = new ChipDataset();
            foreach (var chip in part)
            {
                data.Add(chips[chip.Chip].Chip, chip.Labels, estimate);
            }

            return data;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }

    /// <summary>Moves chips into a dataset, the last first; each chip's raw samples can go as soon as it is there.</summary>
    private static ChipDataset Normalize(List<Chip> reversed, NormalizationEstimate estimate)
    {
        var data = new ChipDataset();
        for (var i = reversed.Count - 1; i >= 0; i--)
        {
            data.Add(reversed[i], reversed[i].Labels, estimate);
            reversed.RemoveAt(i);
        }

        return data;
    }
}
