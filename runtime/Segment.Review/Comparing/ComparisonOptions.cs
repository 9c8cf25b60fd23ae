using Segment.Raster.Labels;

namespace Segment.Review.Comparing;

/// <summary>What maps to lay side by side, over which scene.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The most maps of one comparison.</summary>
    public const int MostMaps = 6;

    /// <summary>The most bands of the scene that a page carries.</summary>
    public const int MostBands = 16;

    /// <summary>Gets the maps; the grid is the first one's.</summary>
    public required IReadOnlyList<string> Maps { get; init; }

    /// <summary>Gets the scene that was mapped.</summary>
    public required string Scene { get; init; }

    /// <summary>Gets what the maps are called on the page, in their order; empty takes the names of the files.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Gets polygons or a classified raster to hold the maps against; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>Gets what to read from the reference.</summary>
    public LabelOptions ReferenceOptions { get; init; } = new();

    /// <summary>Gets the bands of the scene to take along: names, or positions from 1; empty takes all, or
    /// <see cref="MostBands"/> from first to last of more.</summary>
    public IReadOnlyList<string> Bands { get; init; } = [];

    /// <summary>Gets the most bytes of pixels, compressed, that the page itself holds; finer levels beyond it lie beside the page. In base64 they
    /// take a third more, so that by default the page stays below 15 MB.</summary>
    public long EmbeddedBytes { get; init; } = 8_000_000;

    /// <summary>Finds what is wrong with the options.</summary>
    /// <returns>A sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        if (Maps.Count is 0 or > MostMaps)
        {
            yield return $"{Maps.Count} maps are given; a page shows 1 to {MostMaps}.";
        }

        if (Titles.Count > 0 && Titles.Count != Maps.Count)
        {
            yield return $"{Titles.Count} titles are given for {Maps.Count} map(s). Give one for each map, or none.";
        }

        if (Bands.Count > MostBands)
        {
            yield return $"{Bands.Count} bands are given; a page carries at most {MostBands}.";
        }

        foreach (var path in Maps.GroupBy(Path.GetFullPath).Where(g => g.Count() > 1).Select(g => g.First()))
        {
            yield return $"The map '{path}' is given more than once.";
        }
    }
}
