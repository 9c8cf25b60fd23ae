using System.Runtime.InteropServices;
using System.Text;
using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.Tests.Shared;

/// <summary>A folder with a made-up scene and maps of it.</summary>
internal sealed class MappedScene : IDisposable
{
    public const byte NoData = 255;

    /// <summary>UTM zone 16 north, as in Belize.</summary>
    public const string Utm =
        "PROJCS[\"WGS 84 / UTM zone 16N\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
        + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
        + "PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",-87],PARAMETER[\"scale_factor\",0.9996],"
        + "PARAMETER[\"false_easting\",500000],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1],AUTHORITY[\"EPSG\",\"32616\"]]";

    public MappedScene(int height, int width, int bands = 3)
    {
        Folder = Directory.CreateTempSubdirectory("segment-maps-").FullName;
        Grid = new GridGeometry(height, width, new GeoTransform(300_000, 100, 0, 1_900_000, 0, -100), Utm);
        Scene = Path.Combine(Folder, "mosaic.img");
        WriteScene(bands);
    }

    public static IReadOnlyList<LandCoverClass> Classes { get; } =
    [
        new(1, "Water", new ClassColor(31, 119, 180)),
        new(4, "Forest", new ClassColor(0, 102, 26)),
        new(9, "Built-up <areas>", new ClassColor(227, 26, 28)),
    ];

    public string Folder { get; }

    public GridGeometry Grid { get; }

    /// <summary>Gets the scene: bands of 16-bit numbers, 1 + row + column + 1000 · band, the second one the other way round; its first pixel holds no data.</summary>
    public string Scene { get; }

    /// <summary>Writes a map.</summary>
    /// <param name="name">Its file's name.</param>
    /// <param name="classIndex">The class index of a pixel by row and column; 255 for NoData.</param>
    /// <param name="classes">Its classes; <see cref="Classes"/> where null.</param>
    /// <param name="grid">Its grid; <see cref="Grid"/> where null.</param>
    /// <returns>Its path.</returns>
    public string Map(
        string name,
        Func<int, int, int> classIndex,
        IReadOnlyList<LandCoverClass>? classes = null,
        GridGeometry? grid = null
    )
    {
        grid ??= Grid;
        var path = Path.Combine(Folder, name);
        var rows = new byte[grid.Height * grid.Width];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (byte)classIndex(i / grid.Width, i % grid.Width);
        }

        using var writer = MapWriter.Create(path, grid, classes ?? Classes, new Dictionary<string, string>());
        writer.Write(0, rows);
        writer.Complete();
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Writes a bare raster of bytes, without NoData, names and colours.</summary>
    /// <param name="name">Its file's name.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="value">The value of all its pixels.</param>
    /// <returns>Its path; its upper left corner is the scene's.</returns>
    public string Bare(string name, int size, byte value)
    {
        var path = Path.Combine(Folder, name);
        var pixels = new byte[size * size];
        Array.Fill(pixels, value);
        WriteEnvi(path, (size, size), pixels, "data type = 1\nbands = 1\n");
        return path;
    }

    private void WriteScene(int bands)
    {
        var samples = new ushort[bands * Grid.Height * Grid.Width];
        for (var i = 0; i < samples.Length; i++)
        {
            var pixel = i % (Grid.Height * Grid.Width);
            var band = i / (Grid.Height * Grid.Width);
            var way = (pixel / Grid.Width) + (pixel % Grid.Width);
            var value = band == 1 ? Grid.Height + Grid.Width - way : 1 + way;
            samples[i] = (ushort)(pixel == 0 ? 0 : value + (1000 * band));
        }

        string[] colors = ["blue", "green", "red"];
        var names = string.Join(", ", Enumerable.Range(0, bands).Select(b => b < 3 ? colors[b] : $"band {b}"));
        WriteEnvi(
            Scene,
            (Grid.Height, Grid.Width),
            MemoryMarshal.AsBytes(samples.AsSpan()),
            $"data type = 12\nbands = {bands}\ndata ignore value = 0\nband names = {{{names}}}\n"
        );
    }

    // ENVI: a header of text, and the numbers.
    private static void WriteEnvi(string path, (int Height, int Width) size, ReadOnlySpan<byte> bytes, string header)
    {
        File.WriteAllBytes(path, bytes);
        File.WriteAllText(
            Path.ChangeExtension(path, ".hdr"),
            $"ENVI\nsamples = {size.Width}\nlines = {size.Height}\nheader offset = 0\ninterleave = bsq\nbyte order = 0\n"
                + "map info = {UTM, 1, 1, 300000, 1900000, 100, 100, 16, North, WGS-84}\n"
                + header,
            Encoding.ASCII
        );
    }
}
