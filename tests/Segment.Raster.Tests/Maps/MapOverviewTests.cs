using Segment.Raster.Interop;
using Segment.Raster.Maps;

namespace Segment.Raster.Tests.Maps;

/// <summary>Maps are Cloud-Optimized GeoTIFFs whose overviews hold classes.</summary>
public sealed class MapOverviewTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(40, 30, 1)]
    [InlineData(512, 512, 1)]
    [InlineData(700, 1300, 3)]
    [InlineData(2100, 600, 4)]
    public unsafe void A_map_has_the_structure_of_a_cloud_optimized_geotiff(int height, int width, int directories)
    {
        Write("map.tif", height, width, MapWriterTests.Indices(height * width, 3, seed: 3));

        var structure = new TiffStructure(folder["map.tif"]);

        Assert.Equal(directories, structure.Directories.Count);
        Assert.Empty(structure.CogProblems(tileSide: 512));
        using var dataset = RasterFile.Open(folder["map.tif"]);
        Assert.Contains("LAYOUT=COG", StringListHandle.Read(GdalApi.GDALGetMetadata(dataset, "IMAGE_STRUCTURE")));
    }

    [Fact]
    public void An_overview_shows_the_commonest_class_and_never_one_that_is_not_there()
    {
        // Classes 3 and 7 alone, so that any mean of values would show as another number.
        const int Side = 1024;
        var pixels = new byte[Side * Side];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(
                (i % Side % 4) switch
                {
                    0 or 1 or 2 => 0,
                    _ => 1,
                }
            );
        }

        Array.Fill(pixels, MapWriter.NoDataIndex, 0, Side * 16);
        Write("map.tif", Side, Side, pixels);

        using var dataset = RasterFile.Open(folder["map.tif"]);
        var half = Read(dataset, Side / 2);
        var quarter = Read(dataset, Side / 4);

        Assert.All(half, value => Assert.Contains(value, new byte[] { 3, 7, 255 }));
        Assert.All(quarter[..(4 * Side / 4)], value => Assert.Equal(255, value));
        Assert.All(quarter[(4 * Side / 4)..], value => Assert.Equal(3, value));
    }

    [Fact]
    public void The_bytes_are_the_same_however_the_rows_are_handed_over()
    {
        var pixels = MapWriterTests.Indices(700 * 700, 3, seed: 9);
        Write("a.tif", 700, 700, pixels, 700);
        Write("b.tif", 700, 700, pixels, 1, 17, 256);

        Assert.Equal(File.ReadAllBytes(folder["a.tif"]), File.ReadAllBytes(folder["b.tif"]));
        Assert.Equal(File.ReadAllBytes(folder["a.tif.aux.xml"]), File.ReadAllBytes(folder["b.tif.aux.xml"]));
    }

    [Fact]
    public void A_stopped_map_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var grid = new GridGeometry(600, 600, null, string.Empty);
        using (
            var writer = MapWriter.Create(
                folder["map.tif"],
                grid,
                MapWriterTests.Classes,
                new Dictionary<string, string>()
            )
        )
        {
            writer.Write(0, new byte[600 * 600]);
            stop.Cancel();
            Assert.Throws<OperationCanceledException>(() => writer.Complete(token: stop.Token));
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static unsafe byte[] Read(DatasetHandle dataset, int side)
    {
        var values = new byte[side * side];
        fixed (byte* buffer = values)
        {
            var (height, width) = (GdalApi.GDALGetRasterYSize(dataset), GdalApi.GDALGetRasterXSize(dataset));
            var band = GdalApi.GDALGetRasterBand(dataset, 1);
            var status = GdalApi.GDALRasterIOEx(
                band,
                RasterAccess.Read,
                0,
                0,
                width,
                height,
                buffer,
                side,
                side,
                GdalDataType.UInt8,
                1,
                side,
                0
            );
            Assert.Equal(0, status);
        }

        return values;
    }

    private void Write(string name, int height, int width, byte[] pixels, params int[] steps) =>
        MapWriterTests.Write(
            folder[name],
            new GridGeometry(height, width, TestRaster.NorthUp, TestRaster.Epsg(32615)),
            MapWriterTests.Classes,
            pixels,
            steps.Length == 0 ? [height] : steps
        );
}
