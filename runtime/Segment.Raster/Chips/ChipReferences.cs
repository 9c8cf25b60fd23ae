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
        // A side file may hold another system than the TIFF itself.
        var keys = siblings.Take(2).Count() == 1 ? GeoKeys.Read(path) : null;
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
