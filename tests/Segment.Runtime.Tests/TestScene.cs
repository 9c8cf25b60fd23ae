using System.Runtime.InteropServices;

namespace Segment.Runtime.Tests;

/// <summary>Writes scenes as ENVI files: raw samples, band by band, and a header of text.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
internal sealed record TestScene(int Height, int Width)
{
    public const string Utm =
        "PROJCS[\"WGS 84 / UTM zone 25S\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
        + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
        + "PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",-33],PARAMETER[\"scale_factor\",0.9996],"
        + "PARAMETER[\"false_easting\",500000],PARAMETER[\"false_northing\",10000000],UNIT[\"metre\",1]]";

    public string[]? BandNames { get; init; }

    public double? NoData { get; init; }

    public double CellSize { get; init; } = 30;

    /// <summary>Gets where the scene begins, in pixels east of the usual place.</summary>
    public int Column { get; init; }

    public bool HasCrs { get; init; } = true;

    /// <summary>Writes samples (bands, H, W) of bytes, 16-bit integers, floats or doubles.</summary>
    public string Write<T>(string path, T[] samples)
        where T : unmanaged
    {
        File.WriteAllBytes(path, MemoryMarshal.AsBytes<T>(samples));
        List<string> header =
        [
            "ENVI",
            $"samples = {Width}",
            $"lines = {Height}",
            $"bands = {samples.Length / (Height * Width)}",
            "header offset = 0",
            "interleave = bsq",
            "byte order = 0",
            $"data type = {TypeCode<T>()}",
        ];
        if (HasCrs)
        {
            header.Add(
                $"map info = {{UTM, 1, 1, {300000 + (Column * CellSize)}, 9100000, {CellSize}, {CellSize}, 25, South, WGS-84}}"
            );
            header.Add($"coordinate system string = {{{Utm}}}");
        }

        if (BandNames is not null)
        {
            header.Add($"band names = {{{string.Join(", ", BandNames)}}}");
        }

        if (NoData is { } noData)
        {
            header.Add($"data ignore value = {noData}");
        }

        File.WriteAllLines(System.IO.Path.ChangeExtension(path, ".hdr"), header);
        return path;
    }

    /// <summary>Makes smooth, noisy samples that differ from place to place.</summary>
    public byte[] Samples(int bands, int seed)
    {
        var random = new Random(seed);
        var samples = new byte[bands * Height * Width];
        for (var b = 0; b < bands; b++)
        {
            var (down, across, phase) = (random.Next(3, 30), random.Next(3, 30), random.NextDouble() * 6);
            for (var i = 0; i < Height * Width; i++)
            {
                var wave = Math.Sin(((double)(i / Width) / down) + phase) + Math.Cos((double)(i % Width) / across);
                samples[(b * Height * Width) + i] = (byte)Math.Clamp(127 + (50 * wave) + random.Next(-25, 26), 0, 255);
            }
        }

        return samples;
    }

    private static int TypeCode<T>() =>
        default(T) switch
        {
            byte => 1,
            short => 2,
            int => 3,
            float => 4,
            double => 5,
            ushort => 12,
            _ => throw new ArgumentException($"No ENVI code for {typeof(T)}."),
        };
}
