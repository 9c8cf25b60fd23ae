namespace Segment.Raster.Chips;

/// <summary>Where tiles start along one side of a scene: at 0, a stride apart, and the last one moved inward so that
/// it ends with the scene.</summary>
public static class TileGrid
{
    /// <summary>Finds the starts.</summary>
    /// <param name="length">The side of the scene, in pixels; at least a tile's.</param>
    /// <param name="tileSize">The side of a tile, in pixels.</param>
    /// <param name="stride">The step from tile to tile, in pixels.</param>
    /// <returns>The starts, ascending; the tiles cover the side.</returns>
    public static IReadOnlyList<int> Starts(int length, int tileSize, int stride)
    {
        var starts = new List<int>();
        for (var start = 0; start + tileSize <= length; start += stride)
        {
            starts.Add(start);
        }

        if (starts[^1] + tileSize < length)
        {
            starts.Add(length - tileSize);
        }

        return starts;
    }
}
