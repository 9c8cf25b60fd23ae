using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer.Data;

/// <summary>A chips folder made ready for training: read, split, normalised.</summary>
internal sealed class PreparedChips : IDisposable
{
    private PreparedChips(
        ChipSplit split,
        NormalizationEstimate estimate,
        IReadOnlyList<LoadedChip> validationChips,
        (ChipDataset Training, ChipDataset Validation) datasets
    )
    {
        Split = split;
        Estimate = estimate;
        ValidationChips = validationChips;
        (Training, Validation) = datasets;
    }

    /// <summary>Gets which chips train and which validate.</summary>
    public ChipSplit Split { get; }

    /// <summary>Gets the bands that the network reads and their normalisation.</summary>
    public NormalizationEstimate Estimate { get; }

    /// <summary>Gets the validation chips with their raw samples, in the order of <see cref="Validation"/>.</summary>
    public IReadOnlyList<LoadedChip> ValidationChips { get; }

    /// <summary>Gets the training chips.</summary>
    public ChipDataset Training { get; }

    /// <summary>Gets the validation chips.</summary>
    public ChipDataset Validation { get; }

    /// <summary>Splits and normalises chips. Their raw samples are let go, but for those of the validation chips.</summary>
    /// <param name="chips">The chips, each with data and labels; the list is emptied.</param>
    /// <param name="bands">Their bands.</param>
    /// <param name="classes">Their classes; position = class index.</param>
    /// <param name="percentage">Wanted share of the labelled pixels to validate on, in per cent.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <returns>The data; the caller disposes it.</returns>
    /// <exception cref="SegmentDataException">The chips cannot be split.</exception>
    public static PreparedChips Prepare(
        List<LoadedChip> chips,
        IReadOnlyList<BandDefinition> bands,
        IReadOnlyList<LandCoverClass> classes,
        double percentage,
        int seed,
        Action<string> notice
    )
    {
        var labelled = chips.ConvertAll(c => new LabelledChip(
            c.File.Position,
            c.Chip.Height,
            c.Chip.Width,
            c.Chip.Labels
        ));
        var split = SpatialSplit.Split(labelled, classes, percentage, seed, notice);
        var training = split.Training.Select(c => chips[c].Chip).ToList();
        var estimate = NormalizationEstimator.Estimate(training, bands, notice);
        var validation = new ChipDataset();
        foreach (var chip in split.Validation)
        {
            validation.Add(chips[chip.Chip].Chip, chip.Labels, estimate);
        }

        List<LoadedChip> kept = [.. split.Validation.Select(v => chips[v.Chip])];
        chips.Clear();
        training.Reverse();
        return new PreparedChips(split, estimate, kept, (Normalize(training, estimate), validation));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
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
