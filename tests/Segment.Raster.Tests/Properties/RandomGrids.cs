namespace Segment.Raster.Tests.Properties;

/// <summary>Grids of any orientation: north up, south up, mirrored, turned by any angle, with cells that need not be
/// square.</summary>
internal static class RandomGrids
{
    public static Gen<GeoTransform> Transforms { get; } =
        from degrees in Gen.OneOf(Gen.Int[0, 3].Select(turns => turns * 90.0), Gen.Double[-180, 180])
        from width in Gen.Double[0.5, 60]
        from height in Gen.Double[0.5, 60]
        from mirrored in Gen.Bool
        from x in Gen.Double[100_000, 900_000]
        from y in Gen.Double[1_000_000, 8_000_000]
        select Turned(degrees, width, mirrored ? height : -height, x, y);

    private static GeoTransform Turned(double degrees, double width, double height, double x, double y)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new GeoTransform(x, width * cos, height * -sin, y, width * sin, height * cos);
    }
}
