using Segment.Raster.Chips;
using Segment.Raster.Interop;

namespace Segment.Raster.Tests;

/// <summary>Files that would be read wrong without a word, or whose numbers mean something else.</summary>
public sealed class RasterOdditiesTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("ENVI", "")]
    [InlineData("ENVI", "INTERLEAVE=BIP")]
    [InlineData("PCIDSK", "")]
    public void A_raw_file_that_was_cut_short_is_refused_and_a_whole_one_is_read(string driver, string option)
    {
        Assert.SkipWhen(!HasDriver(driver), $"GDAL comes without {driver}.");
        double[] samples = [.. Enumerable.Range(0, 3 * 16 * 16).Select(i => 1.0 + (i % 200))];
        var raster = new TestRaster(3, 16, 16) { Driver = driver, Options = option.Length == 0 ? [] : [option] };
        var path = raster.Write(folder["a.pix"], samples);
        using (var source = RasterSource.Open(path))
        {
            var read = new float[samples.Length];
            source.Read(source.Grid.Extent, [0, 1, 2], read);
            Assert.Equal(samples, read.Select(s => (double)s));
        }

        var whole = new FileInfo(path).Length;
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(whole - 300);
        }

        Assert.StartsWith(
            $"'{path}' was cut short: its header promises {whole} bytes of samples, and the file has {whole - 300}. ",
            Assert.Throws<SegmentDataException>(() => RasterSource.Open(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_jpeg_that_was_cut_short_fails_where_it_ends()
    {
        Assert.SkipWhen(!HasDriver("JPEG"), "GDAL comes without JPEG.");
        var random = new Random(3);
        var raster = new TestRaster(1, 64, 64) { Transform = null };
        raster.Write(folder["a.tif"], [.. Enumerable.Range(0, 64 * 64).Select(_ => (double)random.Next(256))]);
        Copy(folder["a.tif"], folder["a.jpg"], "JPEG");
        using (var file = File.OpenWrite(folder["a.jpg"]))
        {
            file.SetLength(file.Length / 2);
        }

        using var source = RasterSource.Open(folder["a.jpg"]);
        var e = Assert.Throws<SegmentDataException>(() => source.Read(source.Grid.Extent, [0], new float[64 * 64]));
        Assert.StartsWith("Could not read rows 0-63, columns 0-63 of '", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_virtual_raster_does_not_hide_the_sign_of_bytes()
    {
        SkipWhereInt8IsAType();
        var raster = new TestRaster(1, 1, 4) { Options = ["PIXELTYPE=SIGNEDBYTE"], Type = GdalDataType.UInt8 };
        raster.Write(folder["a.tif"], [0, 255, 128, 127]);
        File.WriteAllText(
            folder["a.vrt"],
            """
            <VRTDataset rasterXSize="4" rasterYSize="1"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>
            <SourceFilename relativeToVRT="1">a.tif</SourceFilename><SourceBand>1</SourceBand>
            </SimpleSource></VRTRasterBand></VRTDataset>
            """
        );
        Assert.StartsWith(
            $"'{folder["a.vrt"]}' is a virtual raster over signed bytes ('",
            Assert.Throws<SegmentDataException>(() => RasterSource.Open(folder["a.vrt"])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Label_chips_of_signed_bytes_keep_their_nodata()
    {
        SkipWhereInt8IsAType();
        Directory.CreateDirectory(folder["images"]);
        Directory.CreateDirectory(folder["labels"]);
        new TestRaster(1, 1, 3).Write(folder["images/a.tif"], [1, 2, 3]);
        new TestRaster(1, 1, 3)
        {
            Options = ["PIXELTYPE=SIGNEDBYTE"],
            Type = GdalDataType.UInt8,
            NoData = [-1],
        }.Write(folder["labels/a.tif"], [1, 255, 2]);
        var chips = ChipFolder.Open(folder.Path);

        Assert.Equal([1, 2], chips.Classes.Select(c => c.Value));
        Assert.Equal([0, 255, 1], chips.Read(chips.Chips[0]).Labels);
    }

    [Fact]
    public void Scale_and_offset_are_told_and_samples_stay_as_stored()
    {
        new TestRaster(2, 1, 2) { Type = GdalDataType.Int16 }.Write(folder["a.tif"], [100, 200, 300, 400]);
        File.WriteAllText(
            folder["a.tif.aux.xml"],
            """<PAMDataset><PAMRasterBand band="2"><Offset>-0.2</Offset><Scale>0.0001</Scale></PAMRasterBand></PAMDataset>"""
        );
        using var source = RasterSource.Open(folder["a.tif"]);
        var read = new float[4];
        source.Read(source.Grid.Extent, [0, 1], read);

        Assert.Equal([100, 200, 300, 400], read);
        Assert.Equal([(1, 0), (0.0001, -0.2)], source.Bands.Select(b => (b.Scale, b.Offset)));
    }

    private static void SkipWhereInt8IsAType() =>
        Assert.SkipWhen(
            Version.Parse(GdalLibrary.Version) >= new Version(3, 7),
            "From version 3.7 GDAL has a type for signed bytes."
        );

    private static bool HasDriver(string name)
    {
        GdalLibrary.EnsureReady();
        return GdalApi.GDALGetDriverByName(name) != 0;
    }

    private static void Copy(string from, string to, string driver)
    {
        using var errors = GdalErrors.Begin();
        using var source = GdalApi.GDALOpenEx(from, 0x02, 0, 0, 0);
        using var options = new StringListHandle("QUALITY=90");
        using var copy = GdalApi.GDALCreateCopy(GdalApi.GDALGetDriverByName(driver), to, source, 0, options, 0, 0);
        Assert.False(copy.IsInvalid, errors.Text);
    }
}
