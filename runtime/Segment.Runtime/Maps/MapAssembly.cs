using Segment.PackageFormat;
using Segment.Raster;
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
    /// <param name="grid">The map's grid.</param>
    /// <param name="classes">The classes; the position is the class index.</param>
    /// <param name="metadata">Text items stored in the file.</param>
    /// <param name="abstainValue">The number for pixels that are not sure enough; null makes them NoData.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="SegmentOutputException">The map cannot be written whole, or the store cannot be read.</exception>
    public static void Write(
        MapStore store,
        string path,
        GridGeometry grid,
        IReadOnlyList<LandCoverClass> classes,
        IReadOnlyDictionary<string, string> metadata,
        int? abstainValue,
        CancellationToken token
    )
    {
        using var writer = MapWriter.Create(path, grid, classes, metadata, abstainValue);
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
    }
}
