using System.Text;

namespace Segment.Raster.Chips;

/// <summary>The list of chips, <c>map.txt</c>: a line a chip, image and label parted by two spaces, with backslashes,
/// a space at the end, and CRLF.</summary>
internal static class ChipMap
{
    /// <summary>Writes the list.</summary>
    /// <param name="chips">Each chip's paths inside the chips folder: image, labels, second image.</param>
    /// <returns>The file's text.</returns>
    public static string Write(IEnumerable<IReadOnlyList<string>> chips)
    {
        var text = new StringBuilder();
        foreach (var paths in chips)
        {
            text.AppendJoin("  ", paths).Append(" \r\n");
        }

        return text.ToString();
    }

    /// <summary>Reads a list in any order, with either slash and either line end; paths after the label (a second
    /// raster's) are left out.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="badLine">The first line that names no image and label, or null.</param>
    /// <returns>Paths inside the chips folder, with this system's separator; each pair once.</returns>
    public static IReadOnlyList<(string Image, string Label)> Parse(string text, out string? badLine)
    {
        badLine = null;
        var pairs = new List<(string, string)>();
        foreach (var line in text.Split('\n').Select(l => l.Trim().TrimStart('\uFEFF')).Where(l => l.Length > 0))
        {
            var label = Start(line, ChipLayout.Labels);
            if (Start(line, ChipLayout.Images) != 0 || label < 0)
            {
                badLine ??= line;
                continue;
            }

            var second = Start(line[label..], ChipLayout.Images2);
            pairs.Add((Path(line[..label]), Path(second < 0 ? line[label..] : line[label..(label + second)])));
        }

        return [.. pairs.Distinct()];
    }

    private static int Start(string line, string folder)
    {
        for (var at = 0; (at = line.IndexOf(folder, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + folder.Length;
            var slash = end < line.Length && line[end] is '\\' or '/';
            if (slash && (at == 0 || char.IsWhiteSpace(line[at - 1])))
            {
                return at;
            }
        }

        return -1;
    }

    private static string Path(string part) => part.Trim().Replace('\\', '/');
}
