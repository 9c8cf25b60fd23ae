using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.TrainingData.Pages;

/// <summary>A picture of a scene, and which pixels of the chips' common grid it shows.</summary>
/// <param name="Picture">The picture, at most some 900 px wide or high.</param>
/// <param name="Window">The pixels of the common grid that it shows.</param>
public sealed record SceneView(Picture Picture, PixelWindow Window)
{
    /// <summary>The longer side of a scene's picture at most, in pixels.</summary>
    public const int MaxSide = 900;

    /// <summary>Draws a scene.</summary>
    /// <param name="scenePath">The scene.</param>
    /// <param name="chips">Where row 0, column 0 of the chips' grid lies on the map; null in pixel space, where it is the
    /// scene's first pixel.</param>
    /// <returns>The view; null where the scene's cells are not those of the chips.</returns>
    /// <exception cref="Segment.PackageFormat.SegmentDataException">The scene cannot be read.</exception>
    public static SceneView? Draw(string scenePath, GeoTransform? chips)
    {
        using var scene = RasterSource.Open(scenePath);
        var (red, green, blue) = ShownBands.Of(scene.Bands.Count);
        var window = scene.Grid.Extent;
        if (chips is { } origin && scene.Grid.Transform is { } own)
        {
            var allowed = 1e-6 * Math.Max(own.CellSizeX, own.CellSizeY);
            if (
                Math.Abs(own.CellSizeX - origin.CellSizeX) > allowed
                || Math.Abs(own.CellSizeY - origin.CellSizeY) > allowed
            )
            {
                return null;
            }

            var (column, row) = new PixelMapping(own).ToPixel(origin.OriginX, origin.OriginY);
            window = window with { Row = (int)-Math.Round(row), Column = (int)-Math.Round(column) };
        }

        return new SceneView(SceneComposite.Render(scene, red, green, blue, MaxSide), window);
    }
}
