using Segment.Raster.Interop;
using Segment.Raster.Maps;

namespace Segment.Raster.Tests.Maps;

public sealed class MapWriterTests : IDisposable
{
    internal static readonly LandCoverClass[] Classes =
    [
        new(3, "Wald", new ClassColor(1, 120, 30)),
        new(7, "Wasser & Ufer <nass>", new ClassColor(0, 60, 255)),
        new(0, "Böden", new ClassColor(200, 150, 90)),
    ];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(256, 256)]
    [InlineData(257, 300)]
    [InlineData(700, 513)]
    public void A_map_comes_back_as_it_was_written_whatever_the_rows_handed_over(int height, int width)
    {
        var grid = new GridGeometry(height, width, TestRaster.NorthUp, TestRaster.Epsg(32615));
        var pixels = Indices(height * width, Classes.Length, seed: height);

        Gen.Int[1, 600]
            .Array[1, 8]
            .Sample(
                steps =>
                {
                    var path = folder["map.tif"];
                    Write(path, grid, Classes, pixels, steps);
                    using var map = ClassMap.Open(path);
                    var read = new byte[pixels.Length];
                    map.Read(grid.Extent, read);

                    // Classes come back sorted by value: 0, 3, 7 were written as 2, 0, 1.
                    Assert.Equal(pixels.Select(p => p == 255 ? (byte)255 : (byte)((p + 1) % 3)), read);
                    Assert.Equal(Classes.OrderBy(c => c.Value), map.Classes);
                    Assert.Equal(grid, map.Grid);
                },
                iter: 10,
                threads: 1
            );
        Assert.Equal(["map.tif", "map.tif.aux.xml"], Files());
    }

    [Fact]
    public void A_class_value_above_254_makes_a_map_of_16_bits()
    {
        LandCoverClass[] classes = [new(255, "a", new(1, 2, 3)), new(65534, "b", new(4, 5, 6))];
        var grid = new GridGeometry(3, 2, null, string.Empty);
        Write(folder["map.tif"], grid, classes, [0, 1, 255, 1, 0, 0], [1]);

        using var source = RasterSource.Open(folder["map.tif"]);
        using var map = ClassMap.Open(folder["map.tif"]);

        Assert.Equal((PixelType.UInt16, 65535.0), (source.Bands[0].Type, source.Bands[0].NoData));
        Assert.Equal([255, 65534, float.NaN, 65534, 255, 255], RasterSourceTests.ReadAll(source));
        Assert.Equal(classes, map.Classes);
        Assert.Equal(grid, map.Grid);
    }

    public static TheoryData<string> Scenes { get; } =
        new()
        {
            "alphaearth_header_synthetic/aef_like_int8_64band_southup.tif",
            "chiapas_l7/l7_1999322.tif",
            "enmap_potsdam/enmap_potsdam_mosaic_224band.tif",
            "nb_aerial_4class/23322E759967N_clipped_1m_1of2.tif",
            "olinda_l7/L7_ETMs.tif",
            "rsgis_aber_s2/sen2_20210527_aber.tif",
        };

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_map_lies_exactly_on_its_scene(string scene)
    {
        using var source = RasterSource.Open(SharedData.Find(scene.Split('/')));
        var pixels = Indices((int)source.Grid.Extent.Area, Classes.Length, seed: 1);
        Write(folder["map.tif"], source.Grid, Classes, pixels, [100]);

        using var map = ClassMap.Open(folder["map.tif"]);

        Assert.Equal(source.Grid.Transform, map.Grid.Transform);
        Assert.Equal((source.Height, source.Width), (map.Grid.Height, map.Grid.Width));
        Assert.True(CrsComparison.Same(source.Grid.CrsWkt, map.Grid.CrsWkt));
    }

    [Fact]
    public void Rotated_and_south_up_transforms_are_kept()
    {
        foreach (var transform in new GeoTransform[] { new(1, 2, 0.5, 3, -0.25, -4), new(1e6, 10, 0, 5e6, 0, 10) })
        {
            var grid = new GridGeometry(2, 2, transform, string.Empty);
            Write(folder["map.tif"], grid, Classes, [0, 1, 2, 255], [2]);
            using var map = ClassMap.Open(folder["map.tif"]);
            Assert.Equal(grid, map.Grid);
        }
    }

    [Fact]
    public unsafe void GIS_programs_find_colours_names_and_metadata()
    {
        Write(folder["map.tif"], new GridGeometry(1, 2, null, string.Empty), Classes, [0, 1], [1]);
        using var dataset = RasterFile.Open(folder["map.tif"]);
        Assert.Null(RasterFile.Grid(dataset).Transform);
        var band = GdalApi.GDALGetRasterBand(dataset, 1);

        var names = StringListHandle.Read(GdalApi.GDALGetRasterCategoryNames(band));
        Assert.Equal(["Böden", "", "", "Wald", "", "", "", "Wasser & Ufer <nass>"], names);
        var colors = GdalApi.GDALGetRasterColorTable(band);
        Assert.NotEqual(0, GdalApi.GDALGetColorEntryAsRGB(colors, 7, out var water));
        Assert.Equal(new ColorEntry(0, 60, 255, 255), water);
        Assert.NotEqual(0, GdalApi.GDALGetColorEntryAsRGB(colors, 255, out var noData));
        Assert.Equal(0, noData.Alpha);
        var table = GdalApi.GDALGetDefaultRAT(band);
        Assert.Equal(
            [
                ("Value", AttributeUsage.Value),
                ("Class", AttributeUsage.Name),
                ("Red", AttributeUsage.Red),
                ("Green", AttributeUsage.Green),
                ("Blue", AttributeUsage.Blue),
            ],
            Enumerable
                .Range(0, 5)
                .Select(c =>
                    (GdalApi.Text(GdalApi.GDALRATGetNameOfCol(table, c))!, GdalApi.GDALRATGetUsageOfCol(table, c))
                )
        );
        Assert.Contains("SEGMENT_MODEL=olinda ü", StringListHandle.Read(GdalApi.GDALGetMetadata(dataset, null)));
        Assert.Contains("COMPRESSION=LZW", StringListHandle.Read(GdalApi.GDALGetMetadata(dataset, "IMAGE_STRUCTURE")));
        GdalApi.GDALGetBlockSize(band, out var width, out var height);
        Assert.Equal((512, 512), (height, width));
    }

    internal static byte[] Indices(int count, int classes, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => random.Next(classes + 1))
                .Select(i => i == classes ? (byte)255 : (byte)i),
        ];
    }

    internal static void Write(string path, GridGeometry grid, LandCoverClass[] classes, byte[] pixels, int[] steps)
    {
        var metadata = new Dictionary<string, string> { ["SEGMENT_MODEL"] = "olinda ü" };
        using var writer = MapWriter.Create(path, grid, classes, metadata);
        var row = 0;
        for (var i = 0; row < grid.Height; i++)
        {
            var rows = Math.Min(steps[i % steps.Length], grid.Height - row);
            writer.Write(row, pixels.AsSpan(row * grid.Width, rows * grid.Width));
            row += rows;
        }

        writer.Complete();
    }

    internal static byte[] Read(string path, LandCoverClass[] classes)
    {
        using var map = ClassMap.Open(path);
        var read = new byte[map.Grid.Extent.Area];
        map.Read(map.Grid.Extent, read);
        return [.. read.Select(index => index == 255 ? index : (byte)Array.IndexOf(classes, map.Classes[index]))];
    }

    private string[] Files() =>
        [.. Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
