using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>A split that came with the chips: lists of images such as <c>train_files.csv</c>, <c>validation.csv</c> and
/// <c>test.txt</c> beside the folders <c>images</c> and <c>labels</c>. A list's first word says which part it is.</summary>
internal sealed class GivenSplit
{
    private const int MostNamed = 3;

    private static readonly Dictionary<string, SplitPart> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = SplitPart.Training,
        ["training"] = SplitPart.Training,
        ["val"] = SplitPart.Validation,
        ["valid"] = SplitPart.Validation,
        ["validation"] = SplitPart.Validation,
        ["test"] = SplitPart.Test,
        ["testing"] = SplitPart.Test,
    };

    private static readonly string[] Extensions = [".csv", ".txt"];

    private readonly Dictionary<string, SplitPart> partOfChip = new(StringComparer.Ordinal);
    private readonly Dictionary<SplitPart, string> lists = [];

    private GivenSplit() { }

    /// <summary>Gets the part of a chip.</summary>
    /// <param name="name">The chip's name, without folder and extension.</param>
    /// <returns>The part, or null where no list names the chip.</returns>
    public SplitPart? this[string name] => partOfChip.TryGetValue(name, out var part) ? part : null;

    /// <summary>Reads the lists of a folder.</summary>
    /// <param name="folder">The chips folder.</param>
    /// <param name="chips">The names of its chips.</param>
    /// <param name="notice">Told what the lists say, in counts.</param>
    /// <returns>The split; empty where there is no list.</returns>
    /// <exception cref="SegmentDataException">A chip is in two parts, or the lists name none of the chips.</exception>
    public static GivenSplit Read(string folder, IReadOnlyCollection<string> chips, Action<string>? notice)
    {
        var split = new GivenSplit();
        var known = chips.ToHashSet(StringComparer.Ordinal);
        var absent = new List<string>();
        foreach (var (path, part) in Lists(folder))
        {
            foreach (var name in Names(path))
            {
                if (known.Contains(name))
                {
                    split.Put(name, part, path);
                }
                else
                {
                    absent.Add(name);
                }
            }

            split.lists.TryAdd(part, path);
        }

        split.Check(folder, known.Count, absent);
        split.Tell(known.Count, absent, notice);
        return split;
    }

    private static IEnumerable<(string Path, SplitPart Part)> Lists(string folder) =>
        from path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
        let stem = Path.GetFileNameWithoutExtension(path)
        where Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
        let word = stem.Split('_', '-', '.', ' ')[0]
        where Parts.ContainsKey(word)
        select (path, Parts[word]);

    // The image stands in the first column; a first line that names columns names no chip and is passed over.
    private static IEnumerable<string> Names(string path)
    {
        var lines = ReadLines(path)
            .Select(line => line.Split(',', ';', '\t')[0].Trim().Trim('"').Replace('\\', '/'))
            .Where(cell => cell.Length > 0)
            .ToArray();
        var isHeader = lines.Length > 0 && !lines[0].Contains('/') && !Path.HasExtension(lines[0]);
        return lines
            .Skip(isHeader && Array.Exists(lines, l => l.Contains('/') || Path.HasExtension(l)) ? 1 : 0)
            .Select(cell => Path.GetFileNameWithoutExtension(cell))
            .Distinct(StringComparer.Ordinal);
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException($"The split in '{path}' cannot be read: {e.Message}", e);
        }
    }

    private void Put(string name, SplitPart part, string path)
    {
        if (partOfChip.TryGetValue(name, out var other) && other != part)
        {
            throw new SegmentDataException(
                $"The chip '{name}' is in two parts of the given split: {other.ToString().ToLowerInvariant()} "
                    + $"('{lists[other]}') and {part.ToString().ToLowerInvariant()} ('{path}'). A chip may be in one part only: "
                    + "take it out of one list, or remove the lists to let Segment split the chips."
            );
        }

        partOfChip[name] = part;
    }

    private void Check(string folder, int chips, List<string> absent)
    {
        if (absent.Count > 0 && partOfChip.Count == 0)
        {
            throw new SegmentDataException(
                $"None of the {absent.Count} images that {Files()} of '{folder}' name is among its {chips} chips; they name "
                    + $"{string.Join(", ", absent.Take(MostNamed).Select(n => $"'{n}'"))}. Mend or remove the lists."
            );
        }
    }

    private void Tell(int chips, List<string> absent, Action<string>? notice)
    {
        if (partOfChip.Count == 0 || notice is null)
        {
            return;
        }

        int Count(SplitPart part) => partOfChip.Values.Count(p => p == part);
        var rest = chips - partOfChip.Count;
        notice(
            $"The folder comes with a split ({Files()}): {Count(SplitPart.Training)} chips for training, "
                + $"{Count(SplitPart.Validation)} for validation, {Count(SplitPart.Test)} for test"
                + $"{(rest > 0 ? $"; {rest} are in no list" : string.Empty)}."
        );
        if (absent.Count > 0)
        {
            notice($"The split names {absent.Count} images that are not among the chips: they are left out.");
        }
    }

    private string Files() => string.Join(", ", lists.OrderBy(l => l.Key).Select(l => Path.GetFileName(l.Value)));
}
