using Segment.PackageFormat;
using Segment.Raster.Maps;
using Segment.Runtime.Store;

namespace Segment.Runtime.Maps;

/// <summary>
/// Writes the layers beside the classes as files of their own: <c>map_confidence.tif</c>, <c>map_entropy.tif</c>,
/// <c>map_applicability.tif</c>, and <c>map_probabilities.tif</c> with a band a class.
/// </summary>
internal static class LayerFiles
{
    /// <summary>The bytes read at once, at least; a row at least.</summary>
    private const int Portion = 4 << 20;

    /// <summary>Writes what the store holds beside the classes.</summary>
    /// <param name="store">The rows.</param>
    /// <param name="mapPath">The map's path.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The files written.</returns>
    /// <exception cref="SegmentOutputException">A file cannot be written whole.</exception>
    public static IReadOnlyList<StacAsset> Write(MapStore store, string mapPath, CancellationToken token)
    {
        var map = store.Plan.Map;
        var all = MapLayerCatalog.For(
            map.Classes,
            ExtraLayers.Confidence | ExtraLayers.Entropy | ExtraLayers.Applicability | ExtraLayers.Probabilities
        );
        List<StacAsset> written = [];
        foreach (var kind in all.Skip(1).GroupBy(layer => layer.Kind))
        {
            var layers = kind.Where(layer => store.Plan.Layers.Contains(layer.Name)).ToList();
            var (key, title) =
                kind.Key == MapLayerKind.Probability
                    ? ("probabilities", "Probability of each class")
                    : (kind.First().Name, kind.First().Description);
            var asset = new StacAsset(key, PathFor(mapPath, key), title, StacAsset.Cog, "data", layers);
            if (layers.Count > 0)
            {
                Write(store, asset, token);
                written.Add(asset);
            }
        }

        return written;
    }

    /// <summary>Gets the path of a layer's file.</summary>
    /// <param name="mapPath">Such as <c>map.tif</c>.</param>
    /// <param name="key">Such as <c>confidence</c>.</param>
    /// <returns>Such as <c>map_confidence.tif</c>.</returns>
    public static string PathFor(string mapPath, string key) =>
        Path.Combine(
            Path.GetDirectoryName(Path.GetFullPath(mapPath))!,
            $"{Path.GetFileNameWithoutExtension(mapPath)}_{key}.tif"
        );

    private static void Write(MapStore store, StacAsset asset, CancellationToken token)
    {
        var grid = store.Plan.Map.Grid;
        using var writer = LayerWriter.Create(asset.Path, grid, asset.Layers, store.Plan.Map.Metadata);
        var rows = Math.Clamp(Portion / grid.Width, 1, grid.Height);
        var part = new byte[(long)rows * grid.Width];
        foreach (var (band, layer) in asset.Layers.Index())
        {
            var position = store.Plan.Layers.ToList().IndexOf(layer.Name);
            for (var row = 0; row < grid.Height; row += rows)
            {
                token.ThrowIfCancellationRequested();
                var count = Math.Min(rows, grid.Height - row) * grid.Width;
                store.Read(position, row, part.AsMemory(0, count));
                writer.Write(band, row, part.AsSpan(0, count));
            }
        }

        writer.Complete(token: token);
    }
}
