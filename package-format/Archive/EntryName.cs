namespace Segment.PackageFormat.Archive;

/// <summary>The names that entries of a package have.</summary>
internal static class EntryName
{
    public const string Checksums = "checksums.json";
    public const string Report = "model_metrics.html";
    public const string DefinitionSuffix = ".emd";

    /// <summary>Tells what is wrong with a name.</summary>
    /// <param name="name">The name of a file entry.</param>
    /// <returns>A sentence; null for a good name.</returns>
    public static string? Problem(string name)
    {
        var good =
            name.Length is > 0 and <= PackageLimits.MaxNameLength
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/')
            && name.Split('/').All(part => part.Trim('.').Length > 0);
        return good
            ? null
            : $"The entry name {ShownText.Quote(name)} is not allowed: names have 1–{PackageLimits.MaxNameLength} letters A–Z, "
                + "digits, '.', '_' and '-', folders divided by '/', and no part that is empty or only dots.";
    }
}
