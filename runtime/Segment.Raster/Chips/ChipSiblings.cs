namespace Segment.Raster.Chips;

/// <summary>Knows which files lie beside each chip (masks, world files, metadata), from one look at the
/// folders.</summary>
internal sealed class ChipSiblings
{
    private readonly Dictionary<string, ILookup<string, string>> byFolder = new(StringComparer.Ordinal);

    /// <summary>Lists the folders.</summary>
    /// <param name="folders">Full paths of existing folders.</param>
    public ChipSiblings(IEnumerable<string> folders)
    {
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            byFolder[folder] = Directory
                .EnumerateFiles(folder)
                .Select(f => Path.GetFileName(f)!)
                .ToLookup(f => f.Split('.')[0], StringComparer.Ordinal);
        }
    }

    /// <summary>Gets the names of a file and those that may belong to it.</summary>
    /// <param name="path">A file in one of the folders.</param>
    /// <returns>File names.</returns>
    public IEnumerable<string> Of(string path) =>
        byFolder.TryGetValue(Path.GetDirectoryName(path) ?? string.Empty, out var files)
            ? files[Path.GetFileName(path).Split('.')[0]]
            : [Path.GetFileName(path)];
}
