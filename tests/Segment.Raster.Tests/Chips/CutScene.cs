using Segment.Raster.Chips;
using Segment.Raster.Interop;
using Segment.Raster.Tests.Labels;

namespace Segment.Raster.Tests.Chips;

/// <summary>A small scene with polygons, to cut chips from; the folder is removed after the test.</summary>
internal sealed class CutScene : IDisposable
{
    public const int Height = 30;
    public const int Width = 40;

    private readonly TestFolder folder = new();

    public List<string> Notices { get; } = [];

    public string this[string name] => folder[name];

    public void Dispose() => folder.Dispose();

    /// <summary>Writes a scene whose samples say where they lie: 100 · row + column, and that plus 5000.</summary>
    public string Scene(string name = "scene.tif", PixelWindow? part = null, int bands = 2)
    {
        var window = part ?? new PixelWindow(0, 0, Height, Width);
        var t = TestRaster.NorthUp;
        var samples = new double[bands * window.Area];
        for (var i = 0; i < samples.Length; i++)
        {
            var (band, pixel) = (i / (int)window.Area, i % (int)window.Area);
            var (row, column) = ((pixel / window.Width) + window.Row, (pixel % window.Width) + window.Column);
            samples[i] = (5000 * band) + (100 * row) + column + 1;
        }

        return new TestRaster(bands, window.Height, window.Width)
        {
            CrsWkt = TestRaster.Epsg(32615),
            Type = GdalDataType.UInt16,
            Transform = t.At(window.Row, window.Column),
            Names = [.. new[] { "Red", "Green", "Blue" }.Take(bands)],
        }.Write(folder[name], samples);
    }

    public string Labels(params string[] features) => TestVector.GeoJson(folder["labels.geojson"], features);

    public static string Square(int value, double row, double column, double height, double width) =>
        TestVector.Feature(
            $"\"c\":{value},\"class_name\":\"class {value}\"",
            TestVector.Pixels(row, column, height, width)
        );

    public ChipExportOptions Options(params string[] features) =>
        new()
        {
            Scenes = [Scene()],
            Labels = Labels(features),
            ClassValueField = "c",
            OutFolder = folder["chips"],
            TileSizeX = 10,
            StrideX = 10,
        };

    public ChipExportResult Export(ChipExportOptions options) => ChipExporter.Export(options, null, Notices.Add);

    public static float[] Samples(string path)
    {
        using var raster = RasterSource.Open(path);
        var samples = new float[raster.Bands.Count * raster.Grid.Extent.Area];
        raster.Read(raster.Grid.Extent, [.. Enumerable.Range(0, raster.Bands.Count)], samples);
        return samples;
    }
}
