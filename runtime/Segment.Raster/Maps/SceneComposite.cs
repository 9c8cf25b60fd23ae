namespace Segment.Raster.Maps;

/// <summary>Draws a scene as people look at it: three bands as red, green and blue, stretched.</summary>
public static class SceneComposite
{
    /// <summary>Draws three bands, each stretched linearly from its 2nd to its 98th percentile; a pixel without data is white.</summary>
    /// <param name="source">The scene.</param>
    /// <param name="red">Position of the band shown in red, from 0.</param>
    /// <param name="green">Position of the band shown in green, from 0.</param>
    /// <param name="blue">Position of the band shown in blue, from 0.</param>
    /// <param name="maxSide">The longer side of the picture at most, in pixels; a smaller scene is drawn at its own size.</param>
    /// <returns>The picture.</returns>
    public static Picture Render(RasterSource source, int red, int green, int blue, int maxSide) =>
        throw new NotSupportedException();
}
