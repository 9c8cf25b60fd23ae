using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Raster.Scenes;

namespace Segment.Runtime.Maps;

/// <summary>Draws a scene and its map side by side.</summary>
public static class MapPicture
{
    /// <summary>White columns between the two.</summary>
    private const int Gap = 8;

    /// <summary>Writes a PNG with a colour composite of the scene on the left, the map on the right and a legend below: names, colours
    /// and areas of the classes.</summary>
    /// <param name="scenePath">The scene.</param>
    /// <param name="mapPath">Its map.</param>
    /// <param name="pngPath">The picture to write.</param>
    /// <param name="tallies">The pixels of each class, for the legend; null names the classes alone.</param>
    /// <param name="bands">Positions (from 0) of the bands shown in red, green and blue; null takes those named so, else
    /// the third, second and first, else the first alone.</param>
    /// <param name="maxSide">The longest side of each of the two, in pixels; a small scene's pixels are repeated up to it.</param>
    /// <exception cref="SegmentDataException">The scene or the map cannot be read, or has no such band.</exception>
    /// <exception cref="SegmentOutputException">The picture cannot be written.</exception>
    public static void Write(
        string scenePath,
        string mapPath,
        string pngPath,
        IReadOnlyList<ClassTally>? tallies = null,
        (int Red, int Green, int Blue)? bands = null,
        int maxSide = 1000
    )
    {
        using var map = ClassMap.Open(mapPath);
        using var view = SceneView.Open(scenePath, map.Grid);
        using var scene = RasterSource.Open(view.Path);
        var (red, green, blue) = bands ?? NaturalBands(scene);
        foreach (var band in new[] { red, green, blue })
        {
            if (band < 0 || band >= scene.Bands.Count)
            {
                throw new SegmentDataException(
                    $"{scenePath} has no band {band + 1}; it has {scene.Bands.Count} band(s). Name bands it has."
                );
            }
        }

        var left = SceneComposite.Render(scene, red, green, blue, maxSide);
        var factor = Math.Max(1, maxSide / Math.Max(left.Height, left.Width));
        var both = SideBySide(left.Enlarge(factor), map.Render(maxSide).Enlarge(factor));
        var legend = MapLegend.Draw(map.Classes, tallies ?? [], map.Grid, both.Width);
        Stack(both, legend).WritePng(pngPath);
    }

    /// <summary>Sensors number their bands from blue upwards, where names do not tell.</summary>
    private static (int Red, int Green, int Blue) NaturalBands(RasterSource scene) =>
        NaturalColor.Named(scene.Bands) ?? (scene.Bands.Count >= 3 ? (2, 1, 0) : (0, 0, 0));

    private static Picture SideBySide(Picture left, Picture right)
    {
        var height = Math.Max(left.Height, right.Height);
        var width = left.Width + Gap + right.Width;
        var rgb = new byte[height * width * 3];
        Array.Fill(rgb, byte.MaxValue);
        Paste(left, rgb, width, 0);
        Paste(right, rgb, width, left.Width + Gap);
        return new Picture(height, width, rgb);
    }

    private static Picture Stack(Picture upper, Picture lower)
    {
        var rgb = new byte[3 * (upper.Height + lower.Height) * lower.Width];
        Array.Fill(rgb, byte.MaxValue);
        Paste(upper, rgb, lower.Width, 0);
        lower.Rgb.CopyTo(rgb, 3 * upper.Height * lower.Width);
        return new Picture(upper.Height + lower.Height, lower.Width, rgb);
    }

    private static void Paste(Picture picture, byte[] rgb, int width, int column)
    {
        for (var row = 0; row < picture.Height; row++)
        {
            picture
                .Rgb.AsSpan(row * picture.Width * 3, picture.Width * 3)
                .CopyTo(rgb.AsSpan(((row * width) + column) * 3));
        }
    }
}
