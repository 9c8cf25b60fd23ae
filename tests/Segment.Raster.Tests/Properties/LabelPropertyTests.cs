using System.Globalization;
using Segment.Raster.Interop;
using Segment.Raster.Labels;
using TestVector = Segment.Raster.Tests.Labels.TestVector;

namespace Segment.Raster.Tests.Properties;

public sealed class LabelPropertyTests
{
    private const int Height = 24;
    private const int Width = 32;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_window_of_any_grid_reads_what_the_whole_scene_reads(bool allTouched)
    {
        var corner = Gen.Select(Gen.Double[-5, Width + 5], Gen.Double[-5, Height + 5]);
        var triangle = Gen.Select(corner, corner, corner, Gen.Int[1, 4]);
        var window = Gen.Select(Gen.Int[0, Height - 1], Gen.Int[0, Width - 1], Gen.Int[1, Height], Gen.Int[1, Width]);
        Gen.Select(RandomGrids.Transforms, triangle.List[1, 8], window.List[1, 6])
            .Sample((grid, shapes, windows) => Compare(grid, shapes, windows, allTouched), iter: 60);
    }

    [Fact]
    public void A_rectangle_of_whole_pixels_labels_these_pixels_through_any_reference_system()
    {
        // Far from each other, in metres and in degrees, north and south.
        int[] codes = [4326, 32615, 32616, 3857, 5070, 4269];
        var systems = Gen.Int[0, codes.Length - 1].Select(i => codes[i]);
        Gen.Select(systems, Gen.Int[0, 20], Gen.Int[0, 14], Gen.Int[1, 12], Gen.Int[1, 10], Gen.Double[0, 1])
            .Sample(
                (epsg, column, row, width, height, southUp) =>
                {
                    using var folder = new TestFolder();
                    var transform = southUp < 0.5 ? TestRaster.NorthUp : TestRaster.NorthUp with { PixelHeight = 30 };
                    var scene = new GridGeometry(Height, Width, transform, TestRaster.Epsg(32615));
                    (double, double)[] corners =
                    [
                        transform.ToMap(column, row),
                        transform.ToMap(column + width, row),
                        transform.ToMap(column + width, row + height),
                        transform.ToMap(column, row + height),
                    ];
                    var feature = TestVector.Feature("\"c\":7", TestVector.Polygon(InSystem(corners, epsg)));
                    var path = TestVector.GeoJson(folder["l.geojson"], [feature], epsg);
                    using var labels = LabelSource.Open(path, new LabelOptions { ClassValueField = "c" }, scene);
                    var inside = new PixelWindow(row, column, height, width);
                    Assert.Equal(
                        Enumerable.Range(0, Height * Width).Select(i => (byte)(Holds(inside, i) ? 0 : 255)),
                        Read(labels, scene.Extent)
                    );
                },
                iter: 60
            );
    }

    [Fact]
    public void Class_values_become_indices_and_come_back()
    {
        var value = Gen.OneOf(Gen.Int[0, 95], Gen.Int[0, 65534]);
        Gen.Select(value.HashSet[1, 60], Gen.Int[0, 65535], Gen.Bool)
            .Where((values, ignore, _) => values.Any(v => v != ignore))
            .Sample(
                (values, ignore, given) =>
                {
                    using var folder = new TestFolder();
                    double[] pixels = [.. values.Select(v => (double)v)];
                    var raster = new TestRaster(1, 1, pixels.Length)
                    {
                        Type = GdalDataType.UInt16,
                        NoData = given ? [] : [ignore],
                    };
                    var scene = new GridGeometry(1, pixels.Length, raster.Transform, string.Empty);
                    var path = raster.Write(folder["l.tif"], pixels);
                    var options = new LabelOptions { IgnoreValue = given ? ignore : null };
                    using var labels = LabelSource.Open(path, options, scene);
                    var read = Read(labels, scene.Extent);
                    Assert.Equal(values.Where(v => v != ignore).Order(), labels.Classes.Select(c => c.Value));
                    for (var pixel = 0; pixel < read.Length; pixel++)
                    {
                        Assert.Equal(
                            pixels[pixel],
                            read[pixel] == LabelSource.Ignore ? ignore : labels.Classes[read[pixel]].Value
                        );
                    }
                },
                iter: 100
            );
    }

    private static bool Holds(PixelWindow window, int pixel) =>
        window.Intersect(new PixelWindow(pixel / Width, pixel % Width, 1, 1)).Area == 1;

    private static (double X, double Y)[] InSystem((double X, double Y)[] corners, int epsg)
    {
        using var from = SpatialReferenceHandle.FromWkt(TestRaster.Epsg(32615));
        using var to = SpatialReferenceHandle.FromWkt(TestRaster.Epsg(epsg));
        using var step = OgrApi.OCTNewCoordinateTransformation(from!, to!);
        using var folder = new TestFolder();
        var points = corners.Select(c =>
            TestVector.Feature(
                string.Empty,
                string.Create(CultureInfo.InvariantCulture, $"{{\"type\":\"Point\",\"coordinates\":[{c.X:R},{c.Y:R}]}}")
            )
        );
        using var file = OgrFile.TryOpen(TestVector.GeoJson(folder["p.geojson"], points), out _);
        var moved = new List<(double X, double Y)>();
        foreach (var feature in file!.Layers[0].ReadFeatures())
        {
            using var point = OgrApi.OGR_F_StealGeometry(feature);
            Assert.Equal(OgrApi.Success, OgrApi.OGR_G_Transform(point, step));
            OgrApi.OGR_G_GetEnvelope(point, out var place);
            moved.Add((place.MinX, place.MinY));
        }

        return [.. moved];
    }

    private static void Compare(
        GeoTransform grid,
        List<((double, double), (double, double), (double, double), int)> shapes,
        List<(int Row, int Column, int Height, int Width)> windows,
        bool allTouched
    )
    {
        using var folder = new TestFolder();
        var features = shapes.Select(s =>
            TestVector.Feature(
                $"\"c\":{s.Item4}",
                TestVector.Polygon(
                    grid.ToMap(s.Item1.Item1, s.Item1.Item2),
                    grid.ToMap(s.Item2.Item1, s.Item2.Item2),
                    grid.ToMap(s.Item3.Item1, s.Item3.Item2)
                )
            )
        );
        var whole = TestVector.Feature(
            "\"c\":1",
            TestVector.Polygon(grid.ToMap(0, 0), grid.ToMap(1, 0), grid.ToMap(1, 1), grid.ToMap(0, 1))
        );
        var path = TestVector.GeoJson(folder["l.geojson"], features.Append(whole));
        var scene = new GridGeometry(Height, Width, grid, TestRaster.Epsg(32615));
        var options = new LabelOptions { ClassValueField = "c", AllTouched = allTouched };
        using var labels = LabelSource.Open(path, options, scene);
        var all = Read(labels, scene.Extent);
        foreach (var w in windows)
        {
            var window = new PixelWindow(w.Row, w.Column, w.Height, w.Width).Intersect(scene.Extent);
            var part = Read(labels, window);
            for (var i = 0; i < part.Length; i++)
            {
                Assert.Equal(
                    all[((window.Row + (i / window.Width)) * Width) + window.Column + (i % window.Width)],
                    part[i]
                );
            }
        }
    }

    private static byte[] Read(LabelSource labels, PixelWindow window)
    {
        var pixels = new byte[window.Area];
        labels.Read(window, pixels);
        return pixels;
    }
}
