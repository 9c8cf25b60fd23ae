namespace Segment.Raster.Chips;

/// <summary>Tells which chips of a folder have the same coordinate reference system.</summary>
internal sealed class ChipReferences
{
    private readonly Dictionary<string, int> byKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byText = new(StringComparer.Ordinal);
    private readonly List<string> systems = [];

    /// <summary>Gets the systems met, as WKT, each once; empty text for none.</summary>
    public IReadOnlyList<string> Systems => systems;

    /// <summary>Finds the system of a chip.</summary>
    /// <param name="path">Its image.</param>
    /// <param name="chip">The open image.</param>
    /// <param name="siblings">The files that may belong to it.</param>
    /// <returns>Position in <see cref="Systems"/>.</returns>
    public int Find(string path, ChipRaster chip, IEnumerable<string> siblings)
    {
        var folder = Path.GetDirectoryName(path) ?? string.Empty;
        var keys = siblings.Any(s => CanHoldSystem(Path.Combine(folder, s))) ? null : GeoKeys.Read(path);
        if (keys is not null && byKeys.TryGetValue(keys, out var known))
        {
            return known;
        }

        var found = Find(chip.CrsWkt());
        if (keys is not null)
        {
            byKeys[keys] = found;
        }

        return found;
    }

    // Beside a TIFF, GDAL looks for a system in its own side file and in MapInfo's; masks and world files hold none.
    private static bool CanHoldSystem(string sibling)
    {
        try
        {
            return sibling.EndsWith(".tab", StringComparison.OrdinalIgnoreCase)
                || (
                    sibling.EndsWith(".aux.xml", StringComparison.OrdinalIgnoreCase)
                    && File.ReadAllText(sibling).Contains("<SRS", StringComparison.Ordinal)
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private int Find(string wkt)
    {
        if (!byText.TryGetValue(wkt, out var found))
        {
            found = systems.FindIndex(s => CrsComparison.Same(s, wkt));
            if (found < 0)
            {
                systems.Add(wkt);
                found = systems.Count - 1;
            }

            byText[wkt] = found;
        }

        return found;
    }
}
