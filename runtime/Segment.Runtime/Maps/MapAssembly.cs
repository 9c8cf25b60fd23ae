using Segment.PackageFormat;
using Segment.Raster.Maps;
using Segment.Runtime.Store;

namespace Segment.Runtime.Maps;

/// <summary>Makes the finished map from the rows in the store. Equal rows give equal bytes.</summary>
internal static class MapAssembly
{
    /// <summary>The bytes read at once, at least; a row at least.</summary>
    private const int Portion = 4 << 20;

    /// <summary>Writes the map.</summary>
    /// <param name="store">The rows.</param>
    /// <param name="path">Where the map goes.</param>
    /// <param name="notice">Told each fact that the user should know.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="SegmentDataException">No pixel holds a class.</exception>
    /// <exception cref="SegmentOutputException">The map cannot be written whole, or the store cannot be read.</exception>
    public static void Write(MapStore store, string path, Action<string>? notice, CancellationToken token)
    {
        var map = store.Plan.Map;
        var grid = map.Grid;
        CheckClasses(map, store.Counts, notice);
        var layers = LayerFiles.Write(store, path, token);
        using var writer = MapWriter.Create(path, grid, map.Classes, map.Metadata, map.AbstainValue);
        var rows = Math.Clamp(Portion / grid.Width, 1, grid.Height);
        var part = new byte[(long)rows * grid.Width];
        for (var row = 0; row < grid.Height; row += rows)
        {
            token.ThrowIfCancellationRequested();
            var count = Math.Min(rows, grid.Height - row) * grid.Width;
            store.Read(0, row, part.AsMemory(0, count));
            writer.Write(row, part.AsSpan(0, count));
        }

        writer.Complete(token: token);
        var bands = MapLayerCatalog.For(map.Classes, ExtraLayers.None);
        new StacItem
        {
            Map = map,
            Counts = store.Counts,
            Assets = [new StacAsset("map", path, "Land-cover map", StacAsset.Cog, "data", bands), .. layers],
        }.Write();
    }

    private static void CheckClasses(MapDescription map, IReadOnlyList<long> pixels, Action<string>? notice)
    {
        var present = map.Classes.Where((_, index) => pixels[index] > 0).ToList();
        if (present.Count == 0 && pixels[MapLayer.AbstainIndex] > 0)
        {
            notice?.Invoke(
                "No pixel is sure enough to be told its class: the map is empty. Take a lower --abstain-below."
            );
        }
        else if (present.Count == 0)
        {
            throw new SegmentDataException(
                $"{map.Scene} holds no pixel with data in all of the bands that the package {map.Package} reads "
                    + $"({string.Join(", ", map.Bands)}), so there is nothing to classify. Check the scene's NoData values."
            );
        }

        if (present.Count == 1)
        {
            notice?.Invoke(
                $"Every pixel of the map is {present[0].Name}. Check that the scene's bands and values are like those "
                    + "of the training scene."
            );
        }
    }
}
