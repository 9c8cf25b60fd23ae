using System.Runtime.InteropServices;
using Segment.Raster.Interop;

namespace Segment.Raster;

/// <summary>Where on the earth a raster lies.</summary>
/// <param name="Ring">The outline in degrees of WGS 84 (longitude, latitude), anticlockwise, closed.</param>
/// <param name="Code">The raster's reference system as authority and code, such as <c>EPSG:32625</c>; null where it has none.</param>
/// <param name="Wkt2">The raster's reference system as WKT 2 (ISO 19162:2019).</param>
public sealed record Footprint(IReadOnlyList<(double Longitude, double Latitude)> Ring, string? Code, string Wkt2)
{
    private const int Wgs84 = 4326;

    // Straight edges of a grid are bent on the globe: so many points a side follow them.
    private const int PointsOfSide = 8;

    /// <summary>Finds a grid's outline.</summary>
    /// <param name="grid">The grid.</param>
    /// <returns>The footprint; null where the grid has no place, or no way leads from its reference system to WGS 84.</returns>
    public static Footprint? Of(GridGeometry grid)
    {
        if (grid.Transform is not { } transform || grid.CrsWkt.Length == 0)
        {
            return null;
        }

        using var reference = SpatialReferenceHandle.FromWkt(grid.CrsWkt);
        using var errors = GdalErrors.Begin();
        using var globe = GdalApi.OSRNewSpatialReference(null);
        if (reference is null || GdalApi.OSRImportFromEPSG(globe, Wgs84) != OgrApi.Success)
        {
            return null;
        }

        GdalApi.OSRSetAxisMappingStrategy(globe, OgrApi.TraditionalAxisOrder);
        using var step = OgrApi.OCTNewCoordinateTransformation(reference, globe);
        var ring = step.IsInvalid ? null : Transform(step, Outline(grid, transform));
        return ring is null ? null : new Footprint(ring, Authority(reference), Wkt(reference));
    }

    private static List<(double X, double Y)> Outline(GridGeometry grid, GeoTransform transform)
    {
        var corners = new (int Row, int Column)[]
        {
            (0, 0),
            (grid.Height, 0),
            (grid.Height, grid.Width),
            (0, grid.Width),
        };
        List<(double, double)> outline = [];
        for (var side = 0; side < corners.Length; side++)
        {
            var (from, to) = (corners[side], corners[(side + 1) % corners.Length]);
            for (var i = 0; i < PointsOfSide; i++)
            {
                var part = (double)i / PointsOfSide;
                var row = from.Row + ((to.Row - from.Row) * part);
                var column = from.Column + ((to.Column - from.Column) * part);
                outline.Add(
                    (
                        transform.OriginX + (column * transform.PixelWidth) + (row * transform.RowRotation),
                        transform.OriginY + (column * transform.ColumnRotation) + (row * transform.PixelHeight)
                    )
                );
            }
        }

        return outline;
    }

    private static unsafe List<(double Longitude, double Latitude)>? Transform(
        OgrTransformationHandle step,
        List<(double X, double Y)> outline
    )
    {
        var xs = outline.ConvertAll(p => p.X).ToArray();
        var ys = outline.ConvertAll(p => p.Y).ToArray();
        fixed (double* x = xs)
        fixed (double* y = ys)
        {
            if (OutputApi.OCTTransform(step, xs.Length, x, y, null) == 0)
            {
                return null;
            }
        }

        // Seven decimals are a centimetre; more would be noise of the projection.
        var ring = xs.Zip(ys, (x, y) => (Math.Round(x, 7), Math.Round(y, 7))).ToList();
        if (!ring.TrueForAll(p => double.IsFinite(p.Item1) && double.IsFinite(p.Item2)))
        {
            return null;
        }

        ring.Add(ring[0]);
        if (TwiceArea(ring) < 0)
        {
            ring.Reverse();
        }

        return ring;
    }

    private static double TwiceArea(List<(double X, double Y)> ring) =>
        ring.Zip(ring.Skip(1), (a, b) => (a.X * b.Y) - (b.X * a.Y)).Sum();

    private static string? Authority(SpatialReferenceHandle reference)
    {
        var name = GdalApi.Text(OgrApi.OSRGetAuthorityName(reference, null));
        var code = GdalApi.Text(OgrApi.OSRGetAuthorityCode(reference, null));
        return name is null || code is null ? null : $"{name}:{code}";
    }

    private static string Wkt(SpatialReferenceHandle reference)
    {
        using var options = new StringListHandle("FORMAT=WKT2_2019");
        _ = OutputApi.OSRExportToWktEx(reference, out var text, options);
        var wkt = Marshal.PtrToStringUTF8(text) ?? string.Empty;
        GdalApi.VSIFree(text);
        return wkt;
    }
}
