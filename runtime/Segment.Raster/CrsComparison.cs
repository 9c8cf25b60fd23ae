using Segment.PackageFormat;
using Segment.Raster.Interop;

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

    private static SpatialReferenceHandle Reference(string wkt) =>
        SpatialReferenceHandle.FromWkt(wkt)
        ?? throw new SegmentDataException(
            $"This is not the WKT of a coordinate reference system: '{wkt}'. Assign the right one with gdal_edit.py -a_srs or ogr2ogr -a_srs."
        );
}
