namespace Segment.Raster.Labels;

/// <summary>Tells names of classes from names that say there is none.</summary>
internal static class NoClassNames
{
    private static readonly string[] Whole =
    [
        "unclassified",
        "unlabelled",
        "unlabeled",
        "nodata",
        "no data",
        "no_data",
        "none",
        "void",
    ];

    private static readonly string[] Words = ["ignore", "ignored"];
    private static readonly char[] Breaks = [' ', '_', '-', '(', ')', '[', ']', ',', '.', ':'];

    /// <summary>Looks at a name.</summary>
    /// <param name="name">What a file calls a value.</param>
    /// <returns>Whether it stands for pixels without a label, such as <c>Unclassified</c> or <c>railway
    /// (ignore)</c>.</returns>
    public static bool Contains(string name) =>
        Whole.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.Split(Breaks).Any(word => Words.Contains(word, StringComparer.OrdinalIgnoreCase));
}
