using System.Globalization;
using Segment.PackageFormat;

namespace Segment.Raster;

/// <summary>Tells in a line where a grid lies, and how large its pixels are.</summary>
public static class PlaceText
{
    /// <summary>Tells where a grid lies.</summary>
    /// <param name="grid">The grid.</param>
    /// <returns>Such as <c>34.92–34.79° W, 8.04–7.95° S (EPSG:31985)</c>; null where it has no place on the earth.</returns>
    public static string? Of(GridGeometry grid)
    {
        if (Footprint.Of(grid) is not { } footprint)
        {
            return null;
        }

        var longitude = Range([.. footprint.Ring.Select(p => p.Longitude)], "E", "W");
        var latitude = Range([.. footprint.Ring.Select(p => p.Latitude)], "N", "S");
        return $"{longitude}, {latitude}" + (footprint.Code is { } code ? $" ({code})" : "");
    }

    /// <summary>Tells how large a grid's pixels are.</summary>
    /// <param name="grid">The grid.</param>
    /// <returns>The side along x in metres, a degree counted as at the equator; null without a place.</returns>
    public static double? Metres(GridGeometry grid) =>
        grid.Transform is { } transform && grid.CrsWkt.Length > 0
            ? Math.Round(transform.CellSizeX * MapUnit.Metres(grid.CrsWkt), 3)
            : null;

    private static string Range(double[] degrees, string positive, string negative)
    {
        var (least, most) = (degrees.Min(), degrees.Max());
        return (least, most) switch
        {
            (>= 0, _) => string.Create(CultureInfo.InvariantCulture, $"{least:0.00}–{most:0.00}° {positive}"),
            (_, <= 0) => string.Create(CultureInfo.InvariantCulture, $"{-least:0.00}–{-most:0.00}° {negative}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{-least:0.00}° {negative} – {most:0.00}° {positive}"),
        };
    }
}
