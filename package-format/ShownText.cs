namespace Segment.PackageFormat;

/// <summary>Makes text that came from a file fit for a message: short, and without characters that steer a terminal.</summary>
public static class ShownText
{
    private const int MaxLength = 80;

    /// <summary>Quotes a text.</summary>
    /// <param name="text">The text, as the file has it.</param>
    /// <returns>The text in single quotes, control characters replaced by <c>?</c>, cut after 80 characters.</returns>
    public static string Quote(string text) => $"'{Plain(text)}'";

    /// <summary>Makes a text fit without quotes around it.</summary>
    /// <param name="text">The text, as the file has it.</param>
    /// <returns>The text, control characters replaced by <c>?</c>, cut after 80 characters.</returns>
    public static string Plain(string text)
    {
        var cut = text.Length > MaxLength ? string.Concat(text.AsSpan(0, MaxLength), "…") : text;
        return string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c));
    }

    /// <summary>Joins problems to one text that stays readable however many there are.</summary>
    /// <param name="problems">Full sentences.</param>
    /// <returns>The first eight, and how many more there are.</returns>
    public static string Join(IReadOnlyList<string> problems)
    {
        const int shown = 8;
        var rest = problems.Count - shown;
        return string.Join(" ", problems.Take(shown)) + (rest > 0 ? $" There are {rest} more problems." : "");
    }
}
