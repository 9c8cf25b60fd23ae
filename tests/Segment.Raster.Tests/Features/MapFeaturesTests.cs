using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Segment.Raster.Features;
using Segment.Raster.Interop;
using Segment.Raster.Labels;
using Segment.Raster.Maps;
using Segment.Raster.Tests.Maps;

namespace Segment.Raster.Tests.Features;

/// <summary>Polygons show what the map shows.</summary>
public sealed class MapFeaturesTests : IDisposable
{
    private const int Height = 70;
    private const int Width = 90;

    private readonly TestFolder folder = new();
    private readonly GridGeometry grid = new(Height, Width, TestRaster.NorthUp, TestRaster.Epsg(32615));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Polygons_follow_the_edges_of_the_pixels_and_leave_none_out()
    {
        var pixels = Patches(seed: 1);
        var tally = Write(pixels, new FeatureOptions());

        var features = Read();
        var classified = pixels.Count(p => p != MapWriter.NoDataIndex);
        Assert.Equal((features.Count, classified, 0), (tally.Count, tally.Pixels, tally.Small));
        Assert.Equal(classified, features.Sum(f => f.Pixels));
        Assert.Equal(classified * 900.0, features.Sum(f => f.Area));
        Assert.All(features, f => Assert.Equal(f.Area, f.Shape.Area, 1e-3));
        Assert.All(features, f => Assert.Equal(MapWriterTests.Classes.Single(c => c.Value == f.Value).Name, f.Class));

        // Drawn on the map's grid again, they are the map.
        using var labels = LabelSource.Open(
            folder["map.gpkg"],
            new LabelOptions { Layer = "map", ClassValueField = "value" },
            grid
        );
        var drawn = new byte[pixels.Length];
        labels.Read(grid.Extent, drawn);
        Assert.Equal(
            pixels.Select(p => p == 255 ? -1 : MapWriterTests.Classes[p].Value),
            drawn.Select(d => d == 255 ? -1 : labels.Classes[d].Value)
        );
    }

    [Fact]
    public void A_map_without_place_gives_polygons_in_rows_and_columns()
    {
        MapWriterTests.Write(
            folder["map.tif"],
            new(2, 3, null, string.Empty),
            MapWriterTests.Classes,
            [0, 0, 1, 0, 1, 1],
            [2]
        );
        MapFeatures.Write(folder["map.tif"], folder["map.gpkg"], new FeatureOptions());

        Assert.Equal([(3, 3L, 3.0), (7, 3L, 3.0)], Read().Select(f => (f.Value, f.Pixels, f.Area)).Order());
    }

    [Fact]
    public void Areas_below_the_minimum_join_their_largest_neighbour_and_no_pixel_is_lost()
    {
        var pixels = Patches(seed: 2);
        var all = Write(pixels, new FeatureOptions());
        var tally = Write(pixels, new FeatureOptions { MinimumMappingUnit = MappingUnit.Parse("9") });

        var features = Read();
        Assert.True(tally.Count < all.Count / 2, $"{tally.Count} of {all.Count} areas are left.");
        Assert.Equal(all.Pixels, tally.Pixels);
        Assert.Equal(all.Pixels, features.Sum(f => f.Pixels));
        Assert.Equal(tally.Small, features.Count(f => f.Pixels < 9));
        Assert.Equal(0, tally.Small);
    }

    [Fact]
    public void Straightened_edges_stay_common_to_both_sides()
    {
        var pixels = Patches(seed: 3);
        Write(pixels, new FeatureOptions());
        var exact = Read();
        Write(pixels, new FeatureOptions { SimplificationTolerance = 120 });
        var simple = Read();

        Assert.Equal(exact.Count, simple.Count);
        Assert.True(simple.Sum(f => f.Shape.NumPoints) < exact.Sum(f => f.Shape.NumPoints) * 0.9);
        Assert.Equal(exact.Sum(f => f.Pixels), simple.Sum(f => f.Pixels));

        // Nothing is won or lost between neighbours.
        Assert.Equal(exact.Sum(f => f.Area), simple.Sum(f => f.Area), 1e-3);
        Assert.True(CoverageValidator.IsValid([.. simple.Select(f => f.Shape)]));
    }

    [Fact]
    public void Equal_maps_give_equal_bytes()
    {
        var pixels = Patches(seed: 4);
        Write(pixels, new FeatureOptions());
        var first = File.ReadAllBytes(folder["map.gpkg"]);
        Write(pixels, new FeatureOptions());

        Assert.Equal(first, File.ReadAllBytes(folder["map.gpkg"]));
        Assert.Equal(
            ["map.gpkg", "map.tif", "map.tif.aux.xml"],
            Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("9", 9)]
    [InlineData("9px", 9)]
    [InlineData("0.5ha", 6)]
    [InlineData("900m2", 1)]
    [InlineData("901 m2", 2)]
    public void A_minimum_is_given_in_pixels_or_on_the_ground(string text, int pixels) =>
        Assert.Equal(pixels, MappingUnit.Parse(text)!.Pixels(grid));

    [Theory]
    [InlineData("")]
    [InlineData("-3")]
    [InlineData("0")]
    [InlineData("3 acres")]
    public void Other_texts_are_no_minimum(string text) => Assert.Null(MappingUnit.Parse(text));

    [Fact]
    public void Another_format_is_refused() =>
        Assert.Equal(
            "'map.shp' is no GeoPackage. Polygons are written as GeoPackages: give a name that ends in .gpkg.",
            Assert.Throws<SegmentOutputException>(() => MapFeatures.CheckPath("map.shp")).Message
        );

    private FeatureTally Write(byte[] pixels, FeatureOptions options)
    {
        MapWriterTests.Write(folder["map.tif"], grid, MapWriterTests.Classes, pixels, [Height]);
        return MapFeatures.Write(folder["map.tif"], folder["map.gpkg"], options);
    }

    private List<(int Value, string Class, long Pixels, double Area, Geometry Shape)> Read()
    {
        using var file = OgrFile.TryOpen(folder["map.gpkg"], out var reason);
        Assert.True(file is not null, reason);
        var layer = file.Layers.Single();
        Assert.Equal(["value", "class", "pixels", "area"], layer.Fields.Select(f => f.Name));
        var reader = new WKBReader();
        var features = new List<(int, string, long, double, Geometry)>();
        foreach (var feature in layer.ReadFeatures())
        {
            var value = (int)OgrApi.OGR_F_GetFieldAsDouble(feature, 0);
            var name = GdalApi.Text(OgrApi.OGR_F_GetFieldAsString(feature, 1))!;
            var pixels = (long)OgrApi.OGR_F_GetFieldAsDouble(feature, 2);
            var area = OgrApi.OGR_F_GetFieldAsDouble(feature, 3);
            using var geometry = OgrApi.OGR_F_StealGeometry(feature);
            var shape = reader.Read(geometry.ToWkb());
            Assert.True(shape.IsValid);
            features.Add((value, name, pixels, area, shape));
        }

        return features;
    }

    /// <summary>Blots of three classes with single pixels between them, and NoData in a corner.</summary>
    private static byte[] Patches(int seed)
    {
        var random = new Random(seed);
        var centers = Enumerable
            .Range(0, 25)
            .Select(i => (Row: random.Next(Height), Column: random.Next(Width), Class: (byte)(i % 3)))
            .ToArray();
        var pixels = new byte[Height * Width];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = (i / Width, i % Width);
            var noise = random.NextDouble();
            pixels[i] =
                row + column < 20 ? (byte)255
                : noise < 0.08 ? (byte)random.Next(3)
                : centers.MinBy(c => Math.Abs(c.Row - row) + Math.Abs(c.Column - column)).Class;
        }

        return pixels;
    }
}
