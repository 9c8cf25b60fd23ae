using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.Runtime.Maps;

/// <summary>Draws what a map's colours mean, and how much of the land each class covers.</summary>
internal static class MapLegend
{
    private const int Scale = 2;
    private const int Line = 26;
    private const int Swatch = 30;
    private const int Gap = 8;
    private const int Margin = 12;

    /// <summary>Draws a legend.</summary>
    /// <param name="classes">The map's classes.</param>
    /// <param name="tallies">The pixels of each; empty where they were not counted.</param>
    /// <param name="grid">The map's grid.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <returns>The legend, as many rows high as it needs; wider than asked for where a name needs that.</returns>
    public static Picture Draw(
        IReadOnlyList<LandCoverClass> classes,
        IReadOnlyList<ClassTally> tallies,
        GridGeometry grid,
        int width
    )
    {
        var texts = Texts(classes, tallies, grid);
        var entry = Swatch + Gap + (texts.Max(text => text.Length) * PixelFont.Advance * Scale) + (2 * Gap);
        width = Math.Max(width, entry + (2 * Margin));
        var columns = Math.Clamp((width - (2 * Margin)) / entry, 1, classes.Count);
        var rows = (classes.Count + columns - 1) / columns;
        var height = (rows * Line) + (2 * Margin);
        var rgb = new byte[3 * height * width];
        Array.Fill(rgb, byte.MaxValue);
        for (var i = 0; i < classes.Count; i++)
        {
            var (top, left) = (Margin + (i % rows * Line), Margin + (i / rows * entry));
            Fill(rgb, width, top, left, classes[i].Color);
            var middle = top + ((Line - Gap - (PixelFont.Height * Scale)) / 2);
            PixelFont.Draw(texts[i], rgb, width, middle, left + Swatch + Gap, Scale);
        }

        return new Picture(height, width, rgb);
    }

    private static List<string> Texts(
        IReadOnlyList<LandCoverClass> classes,
        IReadOnlyList<ClassTally> tallies,
        GridGeometry grid
    )
    {
        var pixels = tallies.ToDictionary(tally => tally.Class.Value, tally => tally.Pixels);
        var all = Math.Max(1, pixels.Values.Sum());
        var longest = classes.Max(c => c.Name.Length);
        return
        [
            .. classes.Select(c =>
                pixels.TryGetValue(c.Value, out var count)
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{c.Name.PadRight(longest)} {Area(count, grid), 12} {100.0 * count / all, 5:0.0} %"
                    )
                    : c.Name
            ),
        ];
    }

    private static string Area(long pixels, GridGeometry grid) =>
        PixelArea.SquareMetres(grid) is { } one
            ? string.Create(CultureInfo.InvariantCulture, $"{Hectares(pixels * one / PixelArea.Hectare)} ha")
            : string.Create(CultureInfo.InvariantCulture, $"{pixels:N0} px");

    private static string Hectares(double area) =>
        area.ToString(area < 100 ? "N1" : "N0", CultureInfo.InvariantCulture);

    private static void Fill(byte[] rgb, int width, int top, int left, ClassColor color)
    {
        for (var row = top; row < top + Line - Gap; row++)
        {
            for (var column = left; column < Math.Min(width, left + Swatch); column++)
            {
                var at = 3 * ((row * width) + column);
                (rgb[at], rgb[at + 1], rgb[at + 2]) = (color.Red, color.Green, color.Blue);
            }
        }
    }
}
