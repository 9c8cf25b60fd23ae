using Segment.PackageFormat;

namespace Segment.Raster.Scenes;

/// <summary>Turns what a user gives as scenes into paths.</summary>
public static class SceneList
{
    private static readonly char[] Wildcards = ['*', '?'];

    /// <summary>Replaces each pattern by the files that it fits.</summary>
    /// <param name="given">Paths, and patterns whose last part holds <c>*</c> or <c>?</c>.</param>
    /// <returns>Paths, each once: patterns' files in the order of their names, everything else in the order
    /// given.</returns>
    /// <exception cref="SegmentDataException">A pattern fits no file.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> given) =>
        [.. given.SelectMany(Files).Distinct(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Files(string text)
    {
        var name = Path.GetFileName(text);
        if (name.IndexOfAny(Wildcards) < 0 || File.Exists(text) || text.StartsWith("/vsi", StringComparison.Ordinal))
        {
            return [text];
        }

        var folder = Path.GetDirectoryName(text) is { Length: > 0 } own ? own : ".";
        var files = Directory.Exists(folder)
            ? Directory.GetFiles(folder, name).Select(f => folder == "." ? Path.GetFileName(f) : f).ToArray()
            : [];
        return files.Length > 0
            ? [.. files.Order(StringComparer.Ordinal)]
            : throw new SegmentDataException(
                $"No file fits the pattern '{text}'. Give paths of rasters, or a pattern such as 'scenes/*.tif'."
            );
    }
}
