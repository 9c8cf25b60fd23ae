using Segment.PackageFormat;

namespace Segment.Runtime.Maps;

/// <summary>Draws a scene and its map side by side.</summary>
public static class MapPicture
{
    /// <summary>Writes a PNG with a colour composite of the scene on the left and the map on the right.</summary>
    /// <param name="scenePath">The scene.</param>
    /// <param name="mapPath">Its map.</param>
    /// <param name="pngPath">The picture to write.</param>
    /// <param name="bands">Positions (from 0) of the bands shown in red, green and blue; null takes the third, second
    /// and first, or the first alone in a scene of fewer bands.</param>
    /// <param name="maxSide">The longest side of each of the two, in pixels.</param>
    /// <exception cref="SegmentDataException">The scene or the map cannot be read, or has no such band.</exception>
    /// <exception cref="SegmentOutputException">The picture cannot be written.</exception>
    public static void Write(
        string scenePath,
        string mapPath,
        string pngPath,
        (int Red, int Green, int Blue)? bands = null,
        int maxSide = 1000
    ) => throw new NotSupportedException();
}
