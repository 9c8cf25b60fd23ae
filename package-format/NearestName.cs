namespace Segment.PackageFormat;

/// <summary>Finds what somebody meant by a mistyped name.</summary>
public static class NearestName
{
    /// <summary>Finds the known name that takes the fewest edits to reach.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">The names that exist.</param>
    /// <returns>The nearest one, or null where none takes at most a third of its letters (and at least two edits).</returns>
    /// <remarks>The distance counts insertions, deletions, substitutions and swaps of neighbours, case ignored
    /// (Damerau 1964, <see href="https://doi.org/10.1145/363958.363994"/>).</remarks>
    public static string? Find(string name, IEnumerable<string> known)
    {
        var best = known
            .Select(k => (Name: k, Distance: Distance(name, k)))
            .OrderBy(k => k.Distance)
            .ThenBy(k => k.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, best.Name.Length / 3) ? best.Name : null;
    }

    /// <summary>Ends an error sentence with the nearest name and the list of all.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">The names that exist.</param>
    /// <returns>Such as <c>Did you mean 'resnet18'? Known: light, resnet18, resnet34.</c></returns>
    public static string Hint(string name, IReadOnlyCollection<string> known)
    {
        var all = known.Count == 0 ? "There are none." : $"Known: {string.Join(", ", known)}.";
        return Find(name, known) is { } nearest ? $"Did you mean '{nearest}'? {all}" : all;
    }

    private static int Distance(string left, string right)
    {
        var a = left.ToLowerInvariant();
        var b = right.ToLowerInvariant();
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 || j == 0 ? i + j : Step(a, b, d, i, j);
            }
        }

        return d[a.Length, b.Length];
    }

    private static int Step(string a, string b, int[,] d, int i, int j)
    {
        var cost = a[i - 1] == b[j - 1] ? 0 : 1;
        var best = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, d[i - 2, j - 2] + 1) : best;
    }
}
