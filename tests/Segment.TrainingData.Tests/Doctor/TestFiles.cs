using System.Globalization;

namespace Segment.TrainingData.Tests.Doctor;

/// <summary>Writes small scenes and polygons without a reference system: x is the column, y is the row.</summary>
internal sealed class TestFiles : IDisposable
{
    public TestFiles() => Directory.CreateDirectory(Folder);

    public string Folder { get; } =
        Path.Combine(
            Path.GetTempPath(),
            $"segment-doctor-{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}"
        );

    public static string Model => Path.Combine(Root(), "models", "olinda-light.dlpk");

    public static string Sample(string name) => Path.Combine(Root(), "samples", "olinda", name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Writes a scene of bytes in ENVI's format: a plain file and a header of text.</summary>
    public string Scene(int height, int width, int bands, Func<int, int, int, int> sample, int? noData = null)
    {
        var path = Path.Combine(Folder, "scene.img");
        var bytes = new byte[bands * height * width];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)sample(i / (height * width), i / width % height, i % width);
        }

        File.WriteAllBytes(path, bytes);
        File.WriteAllText(
            Path.ChangeExtension(path, ".hdr"),
            $"ENVI\nsamples = {width}\nlines = {height}\nbands = {bands}\nheader offset = 0\ndata type = 1\ninterleave = bsq\nbyte order = 0\n"
                + (noData is { } value ? $"data ignore value = {value}\n" : "")
        );
        return path;
    }

    /// <summary>Writes squares: class, first row, first column, side.</summary>
    public string Polygons((int Class, double Row, double Column, double Side)[] squares)
    {
        var path = Path.Combine(Folder, "labels.csv");
        var lines = squares.Select(s =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{s.Class},\"POLYGON(({s.Column} {s.Row},{s.Column + s.Side} {s.Row},{s.Column + s.Side} {s.Row + s.Side},{s.Column} {s.Row + s.Side},{s.Column} {s.Row}))\""
            )
        );
        File.WriteAllLines(path, lines.Prepend("class,WKT"));
        return path;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Segment.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
