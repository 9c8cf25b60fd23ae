using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips;

/// <summary>A list of classes as people write it by hand, <c>classes.csv</c>: a first line with the columns
/// <c>value</c> and <c>name</c>, and perhaps <c>color</c> with <c>#rrggbb</c>; then a line a class.</summary>
internal static class ClassList
{
    /// <summary>The file's name.</summary>
    public const string FileName = "classes.csv";

    private static readonly string[] ValueColumns = ["value", "classvalue", "class_value", "code", "id"];
    private static readonly string[] NameColumns = ["name", "classname", "class_name", "class", "label"];
    private static readonly string[] ColorColumns = ["color", "colour"];

    /// <summary>Reads the list of a chips folder. A name such as <c>unclassified</c> or <c>railway (ignore)</c> makes no
    /// class.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The classes, sorted by value; empty where there is no such file, or none with these columns.</returns>
    /// <exception cref="SegmentDataException">A line holds no class value, or one that was there before.</exception>
    public static IReadOnlyList<LandCoverClass> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var lines = File.Exists(path) ? ReadLines(path) : [];
        var header = lines.Length == 0 ? [] : Cells(lines[0]);
        var (value, name, color) = (
            Column(header, ValueColumns),
            Column(header, NameColumns),
            Column(header, ColorColumns)
        );
        if (value < 0 || name < 0)
        {
            return [];
        }

        var found = new SortedDictionary<int, (string Name, ClassColor? Color)>();
        foreach (var line in lines.Skip(1))
        {
            var cells = Cells(line);
            var number = Value(Cell(cells, value));
            var own = (Cell(cells, name), ClassColor.TryParse(Cell(cells, color), out var c) ? c : (ClassColor?)null);
            if (number < 0 || !found.TryAdd(number, own))
            {
                throw new SegmentDataException(
                    $"'{path}' has the line '{line}': each line needs a class value of its own, a whole number from 0 to 65534."
                );
            }
        }

        var classes = found.Where(c => !NoClassNames.Contains(c.Value.Name)).ToArray();
        var conventional = ConventionalColors.For([.. classes.Select(c => c.Value.Name)]);
        return [.. classes.Select((c, i) => new LandCoverClass(c.Key, c.Value.Name, c.Value.Color ?? conventional[i]))];
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return [.. File.ReadAllLines(path).Where(l => l.Trim().Length > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException($"The classes in '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static string[] Cells(string line) =>
        [.. line.TrimStart('\uFEFF').Split(line.Contains(';') ? ';' : ',').Select(c => c.Trim().Trim('"'))];

    private static string Cell(string[] cells, int column) =>
        column >= 0 && column < cells.Length ? cells[column] : string.Empty;

    private static int Column(string[] header, string[] names) =>
        Array.FindIndex(header, h => names.Contains(h, StringComparer.OrdinalIgnoreCase));

    private static int Value(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 65534
            ? value
            : -1;
}
