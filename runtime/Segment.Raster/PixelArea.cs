using Segment.Raster.Interop;

namespace Segment.Raster;

/// <summary>Tells how much ground a pixel covers.</summary>
public static class PixelArea
{
    /// <summary>Square metres of a hectare.</summary>
    public const double Hectare = 10_000;

    // One degree of the equator of WGS 84: 2π · 6378137 m / 360.
    private const double MetresPerDegree = 111_319.490_793_273_57;

    /// <summary>Gets a pixel's area in the map's own units.</summary>
    /// <param name="grid">The grid.</param>
    /// <returns>Square map units; 1 in pixel space.</returns>
    public static double MapUnits(GridGeometry grid)
    {
        var t = grid.Transform ?? GeoTransform.PixelSpace;
        return Math.Abs((t.PixelWidth * t.PixelHeight) - (t.RowRotation * t.ColumnRotation));
    }

    /// <summary>Gets a pixel's area on the ground, as the reference system has it.</summary>
    /// <param name="grid">The grid.</param>
    /// <returns>Square metres; in degrees, those at the middle of the grid. Null where the grid has no reference system.</returns>
    public static double? SquareMetres(GridGeometry grid)
    {
        if (grid.Transform is not { } transform || grid.CrsWkt.Length == 0)
        {
            return null;
        }

        using var reference = SpatialReferenceHandle.FromWkt(grid.CrsWkt);
        if (reference is null)
        {
            return null;
        }

        if (OutputApi.OSRIsGeographic(reference) == 0)
        {
            var metres = OutputApi.OSRGetLinearUnits(reference, 0);
            return MapUnits(grid) * metres * metres;
        }

        var middle = transform.At(grid.Height / 2, grid.Width / 2).OriginY * Math.PI / 180;
        return MapUnits(grid) * MetresPerDegree * MetresPerDegree * Math.Cos(middle);
    }
}
