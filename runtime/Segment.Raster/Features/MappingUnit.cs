using System.Globalization;
using Segment.PackageFormat;

namespace Segment.Raster.Features;

/// <summary>The smallest area that polygons show by itself.</summary>
/// <param name="Amount">How much; above 0.</param>
/// <param name="InPixels">Whether it is counted in pixels; else in square metres.</param>
public sealed record MappingUnit(double Amount, bool InPixels)
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">Such as <c>9</c> or <c>9px</c> (pixels), <c>0.5ha</c>, <c>900m2</c>.</param>
    /// <returns>The unit, or null where the text is none.</returns>
    public static MappingUnit? Parse(string text)
    {
        var (digits, factor, pixels) = text.Trim() switch
        {
            var t when t.EndsWith("px", StringComparison.OrdinalIgnoreCase) => (t[..^2], 1, true),
            var t when t.EndsWith("ha", StringComparison.OrdinalIgnoreCase) => (t[..^2], PixelArea.Hectare, false),
            var t when t.EndsWith("m2", StringComparison.OrdinalIgnoreCase) => (t[..^2], 1, false),
            var t => (t, 1.0, true),
        };
        return
            double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            && double.IsFinite(amount)
            && amount > 0
            ? new MappingUnit(amount * factor, pixels)
            : null;
    }

    /// <summary>Gets the pixels that an area needs to be shown.</summary>
    /// <param name="grid">The map's grid.</param>
    /// <returns>1 or more.</returns>
    /// <exception cref="SegmentDataException">The unit is an area on the ground, and the grid has no reference system.</exception>
    public int Pixels(GridGeometry grid)
    {
        if (InPixels)
        {
            return ToCount(Amount);
        }

        var area =
            PixelArea.SquareMetres(grid)
            ?? throw new SegmentDataException(
                "The minimum mapping unit is an area on the ground, but the map has no coordinate reference system. Give it in pixels, such as 9px."
            );
        return ToCount(Amount / area);
    }

    // The whole number of pixels that is not smaller; a hair of rounding makes no pixel more.
    private static int ToCount(double pixels) => (int)Math.Clamp(Math.Ceiling(pixels - 1e-6), 1, int.MaxValue);
}
