namespace Segment.PackageFormat;

/// <summary>What must hold between the files of one training, in a run folder and in a package alike.</summary>
public static class TrainingAgreement
{
    /// <summary>Lists where the files contradict each other.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="metrics">The scores.</param>
    /// <param name="history">The epochs.</param>
    /// <param name="review">What people look at; null where there is none.</param>
    /// <returns>One sentence for each problem.</returns>
    public static IEnumerable<string> Problems(
        ModelDefinition definition,
        TrainingMetrics metrics,
        TrainingHistory history,
        ModelReview? review
    )
    {
        var (d, m, h) = (definition, metrics, history);
        if (!m.Classes.Select(c => (c.Value, c.Name)).SequenceEqual(d.Classes.Select(c => (c.Value, c.Name))))
        {
            yield return $"The classes of {TrainingMetrics.FileName} are not those of the definition.";
        }

        if (m.Epoch != d.Training.BestEpoch || h.BestEpoch != d.Training.BestEpoch)
        {
            yield return $"The definition's best epoch is {d.Training.BestEpoch}, that of {TrainingMetrics.FileName} {m.Epoch} "
                + $"and that of {TrainingHistory.FileName} {h.BestEpoch}; they are one and the same.";
        }

        if (m.Calibration is { } calibration && calibration.Temperature != d.Temperature)
        {
            yield return $"The definition's temperature is {d.Temperature} and that of {TrainingMetrics.FileName} {calibration.Temperature}; "
                + "they are one and the same.";
        }

        if (h.ClassIoU.Count > 0 && h.ClassIoU[0].Count != d.Classes.Count)
        {
            yield return $"{TrainingHistory.FileName} tells the IoU of {h.ClassIoU[0].Count} classes, and the definition has {d.Classes.Count}.";
        }

        if (review?.ChipBands.Any(b => b.Band >= d.Bands.Count) == true)
        {
            yield return $"{ModelReview.FileName} shows a band beyond the {d.Bands.Count} bands of the definition.";
        }
    }
}
