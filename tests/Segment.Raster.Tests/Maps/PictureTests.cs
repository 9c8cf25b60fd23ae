using Segment.Raster.Maps;

namespace Segment.Raster.Tests.Maps;

public sealed class PictureTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_png_holds_the_pixels()
    {
        var rgb = Enumerable.Range(0, 5 * 7 * 3).Select(i => (byte)(i * 13)).ToArray();
        var picture = new Picture(5, 7, rgb);

        picture.WritePng(folder["a.png"]);

        Assert.Equal(picture.EncodePng(), File.ReadAllBytes(folder["a.png"]));
        using var source = RasterSource.Open(folder["a.png"]);
        var samples = RasterSourceTests.ReadAll(source);
        Assert.Equal(
            rgb.Select(b => (float)b),
            Enumerable.Range(0, 35).SelectMany(i => new[] { samples[i], samples[35 + i], samples[70 + i] })
        );
        Assert.Equal(["a.png"], Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public void Bytes_that_are_no_picture_are_refused() =>
        Assert.Throws<ArgumentException>(() => Picture.EncodePng(2, 2, new byte[11]));

    [Fact]
    public void A_folder_that_is_missing_is_an_output_error() =>
        Assert.Throws<SegmentOutputException>(() => new Picture(1, 1, [1, 2, 3]).WritePng(folder["no/a.png"]));

    [Fact]
    public void A_composite_is_stretched_from_the_2nd_to_the_98th_percentile()
    {
        double[] ramp = [.. Enumerable.Range(0, 101).Select(i => (double)i)];
        double[] flat = [.. Enumerable.Repeat(7.0, 101)];
        var raster = new TestRaster(2, 1, 101) { Type = Interop.GdalDataType.Int16 };
        using var source = RasterSource.Open(raster.Write(folder["a.tif"], [.. ramp, .. flat]));

        var picture = SceneComposite.Render(source, 0, 1, 0, 500);

        Assert.Equal((1, 101), (picture.Height, picture.Width));
        Assert.Equal(
            Enumerable.Range(0, 101).Select(i => (byte)Math.Clamp(Math.Round((i - 2) * 255.0 / 96), 0, 255)),
            picture.Rgb.Where((_, i) => i % 3 == 0)
        );
        Assert.All(picture.Rgb.Where((_, i) => i % 3 == 1), level => Assert.Equal(127, level));
        Assert.Equal(picture.Rgb.Where((_, i) => i % 3 == 0), picture.Rgb.Where((_, i) => i % 3 == 2));
    }

    [Fact]
    public void A_pixel_without_data_is_white_and_moves_no_percentile()
    {
        var raster = new TestRaster(1, 1, 102) { Type = Interop.GdalDataType.Int16, NoData = [-9999] };
        using var source = RasterSource.Open(
            raster.Write(folder["a.tif"], [-9999, .. Enumerable.Range(0, 101).Select(i => (double)i)])
        );

        var picture = SceneComposite.Render(source, 0, 0, 0, 500);

        Assert.Equal([255, 255, 255], picture.Rgb[..3]);
        Assert.Equal([0, 0, 0], picture.Rgb[3..6]);
        Assert.Equal((byte)Math.Round(50 * 255.0 / 96), picture.Rgb[3 * 53]);
    }
}
