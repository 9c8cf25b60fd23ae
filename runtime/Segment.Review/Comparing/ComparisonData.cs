namespace Segment.Review.Comparing;

/// <summary>All figures of a comparison, as the page's script reads them (<c>web/compare</c>). The pixels lie in tiles.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Grid">The grid of all layers.</param>
/// <param name="Classes">The classes of all maps together; tiles hold positions in this list, 255 where a map holds NoData.</param>
/// <param name="Maps">The maps, then the reference if there is one.</param>
/// <param name="Scene">The scene.</param>
/// <param name="Disagreement">Where the maps differ; null for a single map.</param>
/// <param name="Pairs">How any two of the maps, the reference included, meet.</param>
/// <param name="Tiles">How the tiles are stored.</param>
public sealed record ComparisonData(
    string Title,
    ComparedGrid Grid,
    IReadOnlyList<ComparedClass> Classes,
    IReadOnlyList<ComparedLayer> Maps,
    ComparedScene Scene,
    Disagreement? Disagreement,
    IReadOnlyList<MapPair> Pairs,
    TileLayout Tiles
);
