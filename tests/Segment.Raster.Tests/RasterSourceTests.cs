using Segment.Raster.Interop;

namespace Segment.Raster.Tests;

public sealed class RasterSourceTests : IDisposable
{
    private readonly TestFolder folder = new();

    public static TheoryData<string, string, double[]> Types { get; } =
        new()
        {
            { nameof(GdalDataType.UInt8), nameof(PixelType.UInt8), [0, 1, 254, 255] },
            { nameof(GdalDataType.UInt16), nameof(PixelType.UInt16), [0, 1, 255, 65535] },
            { nameof(GdalDataType.Int16), nameof(PixelType.Int16), [-32768, -1, 255, 32767] },
            { nameof(GdalDataType.UInt32), nameof(PixelType.UInt32), [0, 1, 16777216, 4294967295] },
            { nameof(GdalDataType.Int32), nameof(PixelType.Int32), [-2147483648, -1, 3, 2147483647] },
            { nameof(GdalDataType.Float32), nameof(PixelType.Float32), [-1.5, 0, 3.25, 1e30] },
            { nameof(GdalDataType.Float64), nameof(PixelType.Float64), [-1.5, 0, 3.25, 1e30] },
        };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_number_type_is_read_as_floats(string fileType, string type, double[] numbers)
    {
        var path = new TestRaster(1, 2, 2) { Type = Enum.Parse<GdalDataType>(fileType) }.Write(
            folder["a.tif"],
            numbers
        );
        using var source = RasterSource.Open(path);

        Assert.Equal(Enum.Parse<PixelType>(type), source.Bands[0].Type);
        Assert.Equal(numbers.Select(n => (float)n), ReadAll(source));
        Assert.Equal(type.StartsWith("Float", StringComparison.Ordinal), source.HasNoData);
    }

    [Fact]
    public void Signed_bytes_keep_their_sign_and_their_NoData()
    {
        GdalLibrary.EnsureReady();
        var modern = Version.Parse(GdalLibrary.Version) >= new Version(3, 7);
        var raster = new TestRaster(1, 1, 19)
        {
            Type = modern ? GdalDataType.Int8 : GdalDataType.UInt8,
            Options = modern ? [] : ["PIXELTYPE=SIGNEDBYTE"],
            NoData = [-128],
        };
        double[] numbers = [-128, -127, -1, 0, 1, 127, -128, -2, 5, 6, 7, 8, 9, 10, 11, 12, -13, -128, -14];
        var path = raster.Write(folder["a.tif"], modern ? numbers : [.. numbers.Select(n => n < 0 ? n + 256 : n)]);
        using var source = RasterSource.Open(path);

        Assert.Equal(PixelType.Int8, source.Bands[0].Type);
        Assert.Equal(-128, source.Bands[0].NoData);
        Assert.Equal(numbers.Select(n => n == -128 ? float.NaN : (float)n), ReadAll(source));
    }

    [Fact]
    public void NoData_holds_for_its_own_band_only()
    {
        var raster = new TestRaster(3, 1, 20) { Type = GdalDataType.Int16, NoData = [-9999, null, 7] };
        raster = raster with { Options = ["PROFILE=GDALGeoTIFF"] };
        double[] plane = [.. Enumerable.Range(0, 20).Select(i => (double)(i % 3 == 0 ? -9999 : 7))];
        var vrt = Stack(raster, plane);
        using var source = RasterSource.Open(vrt);

        var samples = ReadAll(source);

        Assert.Equal([-9999.0, null, 7.0], source.Bands.Select(b => b.NoData));
        Assert.Equal(plane.Select(p => p == -9999 ? float.NaN : (float)p), samples[..20]);
        Assert.Equal(plane.Select(p => (float)p), samples[20..40]);
        Assert.Equal(plane.Select(p => p == 7 ? float.NaN : (float)p), samples[40..]);
    }

    [Theory]
    [InlineData(nameof(GdalDataType.Int32), -2147483648.0, -2147483647.0)]
    [InlineData(nameof(GdalDataType.UInt32), 4294967295.0, 4294967294.0)]
    [InlineData(nameof(GdalDataType.Float64), 16777217.0, 16777216.0)]
    public void NoData_is_compared_in_the_files_type_and_not_as_a_float(string type, double noData, double neighbour)
    {
        var raster = new TestRaster(1, 1, 3) { Type = Enum.Parse<GdalDataType>(type), NoData = [noData] };
        using var source = RasterSource.Open(raster.Write(folder["a.tif"], [noData, neighbour, 5]));

        Assert.Equal([float.NaN, (float)neighbour, 5], ReadAll(source));
    }

    [Theory]
    [InlineData("-3.4028235e+38", -3.4028234663852886e38)]
    [InlineData("-3.40282347e+38", -3.4028234663852886e38)]
    [InlineData("nan", double.NaN)]
    [InlineData("0.1", 0.1f)]
    public void NoData_texts_of_floats_mean_the_nearest_float(string text, double stored)
    {
        new TestRaster(1, 1, 3) { Type = GdalDataType.Float32 }.Write(folder["a.tif"], [stored, 1, 2]);
        var vrt = Vrt("Float32", 3, 1, $"<NoDataValue>{text}</NoDataValue>", "a.tif");
        using var source = RasterSource.Open(vrt);

        Assert.Equal([float.NaN, 1, 2], ReadAll(source));
    }

    [Theory]
    [InlineData(nameof(GdalDataType.UInt8), "-9999")]
    [InlineData(nameof(GdalDataType.UInt8), "0.5")]
    [InlineData(nameof(GdalDataType.Int16), "nan")]
    [InlineData(nameof(GdalDataType.UInt16), "65536")]
    public void A_NoData_number_that_no_sample_can_hold_is_none(string type, string text)
    {
        var raster = new TestRaster(1, 1, 2) { Type = Enum.Parse<GdalDataType>(type) };
        raster.Write(folder["a.tif"], [0, 1]);
        using var source = RasterSource.Open(
            Vrt(type == "UInt8" ? "Byte" : type, 2, 1, $"<NoDataValue>{text}</NoDataValue>", "a.tif")
        );

        Assert.Null(source.Bands[0].NoData);
        Assert.False(source.HasNoData);
        Assert.Equal([0, 1], ReadAll(source));
    }

    [Fact]
    public void A_mask_takes_the_samples_of_all_bands()
    {
        var mask = Enumerable.Range(0, 5 * 7).Select(i => (byte)(i % 4 == 1 ? 0 : 255)).ToArray();
        var raster = new TestRaster(2, 5, 7) { Mask = mask };
        using var source = RasterSource.Open(raster.Write(folder["a.tif"], [.. Numbers(70)]));

        Assert.True(source.HasNoData);
        Assert.Equal(Numbers(70).Select((n, i) => mask[i % 35] == 0 ? float.NaN : (float)n), ReadAll(source));
    }

    [Fact]
    public void An_alpha_band_is_a_band_and_no_mask()
    {
        var raster = new TestRaster(4, 1, 2) { Options = ["PHOTOMETRIC=RGB", "ALPHA=YES"] };
        using var source = RasterSource.Open(raster.Write(folder["a.tif"], [1, 2, 3, 4, 5, 6, 0, 255]));

        Assert.False(source.HasNoData);
        Assert.Equal([1, 2, 3, 4, 5, 6, 0, 255], ReadAll(source));
    }

    [Theory]
    [InlineData]
    [InlineData("TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=32")]
    [InlineData("TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16", "INTERLEAVE=BAND", "COMPRESS=DEFLATE")]
    [InlineData("BLOCKYSIZE=5", "COMPRESS=LZW")]
    public void A_window_is_the_cut_of_the_whole(params string[] options)
    {
        var raster = new TestRaster(3, 61, 47)
        {
            Type = GdalDataType.UInt16,
            Options = options,
            NoData = [5, 5, 5],
        };
        using var source = RasterSource.Open(raster.Write(folder["a.tif"], [.. Numbers(3 * 61 * 47)]));
        var whole = ReadAll(source);

        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 46], Gen.Int[1, 61], Gen.Int[1, 47], Gen.Int[0, 2].Array[1, 5])
            .Sample(
                (row, column, height, width, bands) =>
                {
                    var window = new PixelWindow(row, column, height, width).Intersect(source.Grid.Extent);
                    var samples = new float[bands.Length * window.Area];
                    source.Read(window, bands, samples);
                    Assert.Equal(Cut(whole, window, bands, 61, 47), samples);
                },
                iter: 200,
                threads: 1
            );
    }

    [Fact]
    public void Grid_and_names_are_the_files()
    {
        var southUp = new GeoTransform(418080, 10, 0, 4423680, 0, 10);
        var raster = new TestRaster(3, 4, 5)
        {
            Transform = southUp,
            CrsWkt = TestRaster.Epsg(32613),
            Names = ["Blue", "", "Nahes Infrarot – äöü"],
            Options = ["TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=16"],
        };
        using var source = RasterSource.Open(raster.Write(folder["Ünïcode name 地.tif"], [.. Numbers(60)]));

        Assert.Equal(new GridGeometry(4, 5, southUp, raster.CrsWkt), source.Grid);
        Assert.Equal(["Blue", "Band_2", "Nahes Infrarot – äöü"], source.Bands.Select(b => b.Name));
        Assert.Equal((16, 32), (source.BlockHeight, source.BlockWidth));
        Assert.Equal((4, 5), (source.Height, source.Width));
    }

    [Fact]
    public void A_raster_without_georeference_lies_in_pixel_space()
    {
        using var source = RasterSource.Open(
            new TestRaster(1, 2, 2) { Transform = null }.Write(folder["a.tif"], [1, 2, 3, 4])
        );

        Assert.Equal(new GridGeometry(2, 2, null, string.Empty), source.Grid);
    }

    [Fact]
    public void Two_threads_read_with_their_own_sources()
    {
        var raster = new TestRaster(2, 300, 300)
        {
            Type = GdalDataType.UInt16,
            Options = ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", "COMPRESS=DEFLATE"],
            NoData = [3, 3],
        };
        var path = raster.Write(folder["a.tif"], [.. Numbers(2 * 300 * 300)]);
        using var first = RasterSource.Open(path);
        var whole = ReadAll(first);

        Parallel.For(
            0,
            4,
            seed =>
            {
                using var source = RasterSource.Open(path);
                var random = new Random(seed);
                for (var i = 0; i < 50; i++)
                {
                    var window = new PixelWindow(random.Next(200), random.Next(200), 100, 100);
                    var samples = new float[2 * 100 * 100];
                    source.Read(window, [1, 0], samples);
                    Assert.Equal(Cut(whole, window, [1, 0], 300, 300), samples);
                }
            }
        );
    }

    internal static float[] ReadAll(RasterSource source)
    {
        var samples = new float[source.Bands.Count * source.Height * source.Width];
        source.Read(source.Grid.Extent, [.. Enumerable.Range(0, source.Bands.Count)], samples);
        return samples;
    }

    internal static IEnumerable<double> Numbers(int count) =>
        Enumerable.Range(0, count).Select(i => (double)(i * 7 % 251));

    private static float[] Cut(float[] whole, PixelWindow window, int[] bands, int height, int width) =>
        [
            .. from band in bands
            from row in Enumerable.Range(window.Row, window.Height)
            from column in Enumerable.Range(window.Column, window.Width)
            select whole[(((band * height) + row) * width) + column],
        ];

    // A GeoTIFF has one NoData number for all bands; a virtual raster has one for each.
    private string Stack(TestRaster raster, double[] plane)
    {
        (raster with { Bands = 1, NoData = [] }).Write(folder["plane.tif"], plane);
        return Vrt(
            "Int16",
            raster.Width,
            raster.Height,
            [.. raster.NoData.Select(n => n is { } number ? $"<NoDataValue>{number}</NoDataValue>" : string.Empty)],
            "plane.tif"
        );
    }

    [Fact]
    public void Where_a_sparse_file_stores_nothing_its_window_is_empty_without_being_read()
    {
        File.WriteAllText(
            folder["sparse.vrt"],
            "<VRTDataset rasterXSize=\"90000\" rasterYSize=\"90000\"><VRTRasterBand dataType=\"Byte\" band=\"1\"><NoDataValue>0</NoDataValue>"
                + "</VRTRasterBand><VRTRasterBand dataType=\"Byte\" band=\"2\"></VRTRasterBand></VRTDataset>"
        );
        using var source = RasterSource.Open(folder["sparse.vrt"]);

        Assert.True(source.IsEmpty(source.Grid.Extent, [0]));
        Assert.True(source.IsEmpty(source.Grid.Extent, [1, 0]));

        // Zeros are data where no NoData value is declared.
        Assert.False(source.IsEmpty(source.Grid.Extent, [1]));
    }

    private string Vrt(string type, int width, int height, string content, string file) =>
        Vrt(type, width, height, [content], file);

    private string Vrt(string type, int width, int height, string[] contents, string file)
    {
        var bands = contents.Select(
            (content, i) =>
                $"""
                    <VRTRasterBand dataType="{type}" band="{i + 1}">{content}<SimpleSource>
                    <SourceFilename relativeToVRT="1">{file}</SourceFilename><SourceBand>1</SourceBand>
                    </SimpleSource></VRTRasterBand>
                    """
        );
        var text = $"<VRTDataset rasterXSize=\"{width}\" rasterYSize=\"{height}\">{string.Concat(bands)}</VRTDataset>";
        File.WriteAllText(folder["stack.vrt"], text);
        return folder["stack.vrt"];
    }
}
