using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Raster.Labels;

namespace Segment.Raster;

/// <summary>Tells whether two reference systems are one and the same, however they are written.</summary>
public static class CrsComparison
{
    /// <summary>Compares two reference systems by meaning (GDAL's OSRIsSame), not by text.</summary>
    /// <param name="firstWkt">WKT, or empty for none.</param>
    /// <param name="secondWkt">WKT, or empty for none.</param>
    /// <returns>True for the same system, and for none on both sides.</returns>
    /// <exception cref="SegmentDataException">A text is not WKT that GDAL can read.</exception>
    public static bool Same(string firstWkt, string secondWkt)
    {
        if (
            firstWkt.Length == 0
            || secondWkt.Length == 0
            || string.Equals(firstWkt, secondWkt, StringComparison.Ordinal)
        )
        {
            return firstWkt.Length == secondWkt.Length;
        }

        using var first = Reference(firstWkt);
        using var second = Reference(secondWkt);
        using var errors = GdalErrors.Begin();
        return GdalApi.OSRIsSame(first, second) != 0;
    }

    /// <summary>Names a reference system for a message.</summary>
    /// <param name="wkt">WKT, or empty for none.</param>
    /// <returns>Such as <c>WGS 84 / UTM zone 15N (EPSG:32615)</c>.</returns>
    public static string Name(string wkt)
    {
        using var reference = wkt.Length == 0 ? null : SpatialReferenceHandle.FromWkt(wkt);
        return reference is null ? "no reference system" : SceneReference.Name(reference);
    }

    private static SpatialReferenceHandle Reference(string wkt) =>
        SpatialReferenceHandle.FromWkt(wkt)
        ?? throw new SegmentDataException(
            $"This is not the WKT of a coordinate reference system: '{wkt}'. Assign the right one with gdal_edit.py -a_srs or ogr2ogr -a_srs."
        );
}
