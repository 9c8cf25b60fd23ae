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
            problems.AddRange(
                TrainingAgreement.Problems(contents.Definition, contents.Metrics, contents.History, contents.Review)
            );
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
}
