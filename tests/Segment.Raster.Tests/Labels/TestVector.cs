using System.Globalization;
using System.Text;

namespace Segment.Raster.Tests.Labels;

/// <summary>Writes small vector files as text.</summary>
internal static class TestVector
{
    /// <summary>A GeoJSON feature; properties and geometry are JSON.</summary>
    public static string Feature(string properties, string geometry) =>
        $"{{\"type\":\"Feature\",\"properties\":{{{properties}}},\"geometry\":{geometry}}}";

    /// <summary>A polygon's GeoJSON, from the corners of its ring.</summary>
    public static string Polygon(params (double X, double Y)[] ring) =>
        $"{{\"type\":\"Polygon\",\"coordinates\":[[{string.Join(",", ring.Append(ring[0]).Select(Point))}]]}}";

    /// <summary>A rectangle of pixels on the test rasters' grid (30 m, north up).</summary>
    public static string Pixels(double row, double column, double height, double width)
    {
        var t = TestRaster.NorthUp;
        var (x, y) = (t.OriginX + (30 * column), t.OriginY - (30 * row));
        return Polygon((x, y), (x + (30 * width), y), (x + (30 * width), y - (30 * height)), (x, y - (30 * height)));
    }

    /// <summary>Writes a GeoJSON file; EPSG 32615 is the test rasters' reference system.</summary>
    public static string GeoJson(string path, IEnumerable<string> features, int epsg = 32615)
    {
        File.WriteAllText(
            path,
            $$"""
            {"type":"FeatureCollection","name":"{{Path.GetFileNameWithoutExtension(path)}}",
             "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::{{epsg}}"} },
             "features":[{{string.Join(",\n", features)}}]}
            """
        );
        return path;
    }

    /// <summary>Writes a CSV file with WKT geometries and no reference system; all fields are text.</summary>
    public static string Csv(string path, params (string Class, string Wkt)[] rows)
    {
        var text = new StringBuilder("class,WKT\n");
        foreach (var (name, wkt) in rows)
        {
            text.Append(name).Append(",\"").Append(wkt).Append("\"\n");
        }

        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static string Point((double X, double Y) p) =>
        string.Create(CultureInfo.InvariantCulture, $"[{p.X:R},{p.Y:R}]");
}
