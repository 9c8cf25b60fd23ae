using System.Globalization;

namespace Segment.PackageFormat;

/// <summary>Reads the length of a coordinate reference system's unit out of its WKT.</summary>
public static class MapUnit
{
    // One degree of the equator of WGS 84: 2π · 6378137 m / 360.
    private const double MetresPerDegree = 111_319.490_793_273_57;

    private static readonly string[] Geographic = ["GEOGCS[", "GEOGCRS[", "GEODCRS[", "GEODETICCRS[", "GEOGRAPHICCRS["];

    /// <summary>Gets the unit's length.</summary>
    /// <param name="wkt">WKT of either version; empty for pixel space.</param>
    /// <returns>
    /// Metres. A degree counts as long as it is at the equator. 1 where the text names no unit.
    /// </returns>
    /// <remarks>
    /// In a projected system the linear unit follows the units of the geographic system and of the projection's
    /// parameters (OGC 01-009 section 7.2, OGC 18-010r7 section 9), so the last unit of length counts.
    /// </remarks>
    public static double Metres(string wkt)
    {
        var text = wkt.TrimStart();
        if (Geographic.Any(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
        {
            return MetresPerDegree;
        }

        // ANGLEUNIT[ and the like must not count, so the letter before UNIT[ is looked at.
        for (var end = text.Length; end > 0; )
        {
            var at = text.LastIndexOf("UNIT[", end - 1, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return 1;
            }

            var isLength = at == 0 || !char.IsLetter(text[at - 1]) || EndsWithLength(text.AsSpan(0, at));
            if (isLength && Factor(text.AsSpan(at)) is { } metres)
            {
                return metres;
            }

            end = at;
        }

        return 1;
    }

    private static bool EndsWithLength(ReadOnlySpan<char> text) =>
        text.EndsWith("LENGTH", StringComparison.OrdinalIgnoreCase);

    // UNIT["metre",1,...]
    private static double? Factor(ReadOnlySpan<char> unit)
    {
        var rest = unit[(unit.IndexOf('"') + 1)..];
        rest = rest[(rest.IndexOf('"') + 1)..].TrimStart(", ");
        var length = rest.IndexOfAny(",]");
        return
            length > 0
            && double.TryParse(rest[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out var metres)
            && double.IsFinite(metres)
            && metres > 0
            ? metres
            : null;
    }
}
