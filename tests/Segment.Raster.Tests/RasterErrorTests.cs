using Segment.Raster.Interop;

namespace Segment.Raster.Tests;

public sealed class RasterErrorTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("nowhere.tif")]
    [InlineData("NETCDF:\"scene.nc\":band")]
    [InlineData("<VRTDataset/>")]
    public void A_path_without_a_file_is_refused(string path)
    {
        var error = Assert.Throws<SegmentDataException>(() => RasterSource.Open(path));

        Assert.Equal($"There is no file '{path}'. Give the path of a raster, such as a GeoTIFF.", error.Message);
    }

    [Fact]
    public void A_file_that_is_no_raster_is_refused_with_GDALs_words()
    {
        File.WriteAllText(folder["text.txt"], "hello");

        var error = Assert.Throws<SegmentDataException>(() => RasterSource.Open(folder["text.txt"]));

        Assert.Equal(
            $"'{folder["text.txt"]}' is not a raster that GDAL {GdalLibrary.Version} can read: `{folder["text.txt"]}' not recognized as a supported file format. "
                + "Give a raster, such as a GeoTIFF; gdalinfo tells what a file is.",
            error.Message
        );
    }

    [Fact]
    public void Polygons_in_place_of_a_scene_are_recognised()
    {
        var path = Labels.TestVector.Csv(folder["p.csv"], ("a", "POLYGON((2 1,5 1,5 3,2 3,2 1))"));

        Assert.Equal(
            $"'{path}' is a vector file, and a raster is needed here, such as a GeoTIFF. Polygons are given as labels or reference.",
            Assert.Throws<SegmentDataException>(() => RasterSource.Open(path)).Message
        );
    }

    [Theory]
    [InlineData(nameof(GdalDataType.ComplexFloat32), "CFloat32")]
    [InlineData("12", "UInt64")]
    [InlineData("13", "Int64")]
    public void Samples_of_types_that_cannot_be_used_are_refused(string type, string name)
    {
        var path = new TestRaster(2, 1, 1) { Type = Enum.Parse<GdalDataType>(type) }.Write(folder["a.tif"], [1, 1]);

        var error = Assert.Throws<SegmentDataException>(() => RasterSource.Open(path));

        Assert.Equal(
            $"Band 1 of '{path}' holds samples of type {name}. Segment reads integers of 8, 16 and 32 bits and "
                + "floating-point numbers of 32 and 64 bits. Convert it first: gdal_translate -ot Float32 in.tif out.tif",
            error.Message
        );
    }

    [Fact]
    public void A_raster_that_was_cut_short_is_refused_where_it_ends()
    {
        var raster = new TestRaster(1, 64, 64) { Options = ["COMPRESS=DEFLATE", "BLOCKYSIZE=8"] };
        var random = new Random(1);
        raster.Write(folder["a.tif"], [.. Enumerable.Range(0, 64 * 64).Select(_ => (double)random.Next(256))]);
        using (var file = File.OpenWrite(folder["a.tif"]))
        {
            file.SetLength(file.Length / 2);
        }

        using var source = RasterSource.Open(folder["a.tif"]);
        var error = Assert.Throws<SegmentDataException>(() =>
            source.Read(new PixelWindow(8, 0, 56, 64), [0], new float[56 * 64])
        );

        Assert.StartsWith(
            $"Could not read rows 8-63, columns 0-63 of '{folder["a.tif"]}': ",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            ". The file may be damaged or cut short; get it anew, or check it with gdalinfo -checksum.",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("GDAL gave no reason", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_one_call_are_not_those_of_the_next()
    {
        using var outer = GdalErrors.Begin();
        Assert.Throws<SegmentDataException>(() => SpatialReference("rubbish"));
        Assert.False(outer.HasFailure);
        Assert.Equal("GDAL gave no reason", outer.Text);

        static void SpatialReference(string wkt) => CrsComparison.Same(wkt, "other rubbish");
    }

    [Theory]
    [InlineData(-1, 0, 1, 1, 0, 1)]
    [InlineData(0, 0, 3, 1, 0, 3)]
    [InlineData(0, 1, 1, 2, 0, 2)]
    [InlineData(0, 0, 1, 1, 1, 1)]
    [InlineData(0, 0, 1, 1, -1, 1)]
    [InlineData(0, 0, 1, 1, 0, 2)]
    public void Windows_bands_and_lengths_that_do_not_fit_are_a_callers_mistake(
        int row,
        int column,
        int height,
        int width,
        int band,
        int length
    )
    {
        using var source = RasterSource.Open(new TestRaster(1, 2, 2).Write(folder["a.tif"], [1, 2, 3, 4]));

        Assert.ThrowsAny<ArgumentException>(() =>
            source.Read(new PixelWindow(row, column, height, width), [band], new float[length])
        );
    }

    [Fact]
    public void An_old_GDAL_is_refused()
    {
        Assert.Equal("3.6.2", GdalLibrary.CheckVersion("3060200"));
        Assert.Equal("3.12.0", GdalLibrary.CheckVersion("3120000"));
        var error = Assert.Throws<SegmentEnvironmentException>(() => GdalLibrary.CheckVersion("3040300"));
        Assert.Equal(
            "The GDAL library found is version 3.4.3. Segment needs GDAL 3.6 or newer. "
                + "On Debian 12: sudo apt-get install libgdal32. On other Debian and Ubuntu releases: sudo apt-get install gdal-bin.",
            error.Message
        );
    }
}
