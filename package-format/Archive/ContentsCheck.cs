namespace Segment.PackageFormat.Archive;

/// <summary>What must hold between the parts of a package, for the reader and the writer alike.</summary>
internal static class ContentsCheck
{
    /// <summary>Lists everything that is wrong with the contents.</summary>
    /// <param name="contents">The contents.</param>
    /// <returns>One sentence for each problem.</returns>
    public static IReadOnlyList<string> Problems(PackageContents contents)
    {
        List<string> problems =
        [
            .. contents.Definition.Problems(),
            .. contents.Metrics.Problems(),
            .. contents.History.Problems(),
            .. contents.Review?.Problems() ?? [],
            .. ExtraNames(contents),
        ];
        if (problems.Count == 0)
        {
            problems.AddRange(Agreement(contents));
            problems.AddRange(GoldenEntries.Problems(contents.Golden, contents.Definition));
            problems.AddRange(GraphCheck.Problems(contents.Graph, contents.Definition));
            problems.AddRange(contents.Int8 is { } int8 ? Int8Entries.Problems(int8, contents) : []);
        }

        return problems;
    }

    private static IEnumerable<string> ExtraNames(PackageContents contents)
    {
        var names = new HashSet<string>(PackageEntries.Own(contents.Definition), StringComparer.OrdinalIgnoreCase);
        foreach (var name in contents.ExtraFiles.Keys)
        {
            if (EntryName.Problem(name) is { } problem)
            {
                yield return problem;
            }
            else if (!names.Add(name))
            {
                yield return $"The further file '{name}' has the name of another entry (letter case does not count).";
            }
        }

        var count =
            names.Count - (contents.Int8 is null ? Int8Entries.Names.Count : 0) - (contents.Review is null ? 1 : 0);
        if (count > PackageLimits.MaxEntries)
        {
            yield return $"There are {count} entries; up to {PackageLimits.MaxEntries} are allowed.";
        }
    }

    private static IEnumerable<string> Agreement(PackageContents contents)
    {
        var (d, m, h) = (contents.Definition, contents.Metrics, contents.History);
        if (!m.Classes.Select(c => (c.Value, c.Name)).SequenceEqual(d.Classes.Select(c => (c.Value, c.Name))))
        {
            yield return $"The classes of {TrainingMetrics.FileName} are not those of the definition.";
        }

        if (m.Epoch != d.Training.BestEpoch || h.BestEpoch != d.Training.BestEpoch)
        {
            yield return $"The definition's best epoch is {d.Training.BestEpoch}, that of {TrainingMetrics.FileName} {m.Epoch} "
                + $"and that of {TrainingHistory.FileName} {h.BestEpoch}; they are one and the same.";
        }

        if (h.ClassIoU.Count > 0 && h.ClassIoU[0].Count != d.Classes.Count)
        {
            yield return $"{TrainingHistory.FileName} tells the IoU of {h.ClassIoU[0].Count} classes, and the definition has {d.Classes.Count}.";
        }

        if (contents.Review is { } review && review.ChipBands.Any(b => b.Band >= d.Bands.Count))
        {
            yield return $"{ModelReview.FileName} shows a band beyond the {d.Bands.Count} bands of the definition.";
        }

        if (m.Calibration is { } calibration && calibration.Temperature != d.Temperature)
        {
            yield return $"The definition's temperature is {d.Temperature} and that of {TrainingMetrics.FileName} {calibration.Temperature}; "
                + "they are one and the same.";
        }
    }
}
