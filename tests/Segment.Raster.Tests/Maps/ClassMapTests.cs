using Segment.Raster.Interop;
using Segment.Raster.Maps;

namespace Segment.Raster.Tests.Maps;

public sealed class ClassMapTests : IDisposable
{
    private static readonly LandCoverClass[] Classes =
    [
        new(1, "forest", new ClassColor(0, 100, 0)),
        new(9, "water", new ClassColor(0, 0, 200)),
    ];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Category_names_and_colours_of_other_programs_are_read()
    {
        using var map = ClassMap.Open(SharedData.Find("rsgis_aber_s2", "rsgislib_rf_map_NOT_TRUTH.tif"));

        Assert.Equal(
            [(1, "Forest"), (2, "Grass"), (3, "Urban"), (4, "Water")],
            map.Classes.Select(c => (c.Value, c.Name))
        );
        Assert.Equal(4, map.Classes.Select(c => c.Color).Distinct().Count());
    }

    [Fact]
    public void Values_without_names_are_their_own_names()
    {
        var raster = new TestRaster(1, 2, 3) { Type = GdalDataType.Float32, NoData = [0] };
        using var map = ClassMap.Open(raster.Write(folder["a.tif"], [5, 0, 2, 2, 300, 5]));
        var read = new byte[6];
        map.Read(map.Grid.Extent, read);

        Assert.Equal([(2, "2"), (5, "5"), (300, "300")], map.Classes.Select(c => (c.Value, c.Name)));
        Assert.Equal(3, map.Classes.Select(c => c.Color).Distinct().Count());
        Assert.Equal([1, 255, 0, 0, 2, 1], read);
    }

    [Theory]
    [InlineData(nameof(GdalDataType.Float32), 2.5, "2.5")]
    [InlineData(nameof(GdalDataType.Int16), -1.0, "-1")]
    [InlineData(nameof(GdalDataType.UInt16), 65535.0, "65535")]
    public void A_value_that_is_no_class_value_is_refused(string type, double value, string text)
    {
        var path = new TestRaster(1, 1, 2) { Type = Enum.Parse<GdalDataType>(type) }.Write(folder["a.tif"], [1, value]);

        var error = Assert.Throws<SegmentDataException>(() => ClassMap.Open(path));

        Assert.Equal(
            $"'{path}' holds the value {text}, which is no class value (a whole number from 0 to 65534). Give a classified raster.",
            error.Message
        );
    }

    [Fact]
    public void A_value_that_the_map_does_not_name_is_refused()
    {
        MapWriterTests.Write(folder["map.tif"], new GridGeometry(1, 2, null, string.Empty), Classes, [0, 1], [1]);
        var other = new TestRaster(1, 1, 2) { Transform = null };
        other.Write(folder["other.tif"], [1, 4]);
        File.Copy(folder["map.tif.aux.xml"], folder["other.tif.aux.xml"]);
        using var map = ClassMap.Open(folder["other.tif"]);

        var error = Assert.Throws<SegmentDataException>(() => map.Read(map.Grid.Extent, new byte[2]));

        Assert.Equal(
            $"'{folder["other.tif"]}' holds the value 4, which is none of its classes (1 forest, 9 water). "
                + "Name it in the raster's attribute table, or set it as the NoData value: gdal_edit.py -a_nodata",
            error.Message
        );
    }

    [Fact]
    public void An_image_is_no_map()
    {
        var path = new TestRaster(3, 1, 1).Write(folder["rgb.tif"], [1, 2, 3]);
        var error = Assert.Throws<SegmentDataException>(() => ClassMap.Open(path));
        Assert.Equal($"'{path}' has 3 bands; a map of classes has one. Give a classified raster.", error.Message);

        path = new TestRaster(1, 1, 300) { Type = GdalDataType.UInt16 }.Write(
            folder["a.tif"],
            [.. Enumerable.Range(0, 300).Select(i => (double)i)]
        );
        error = Assert.Throws<SegmentDataException>(() => ClassMap.Open(path));
        Assert.Equal(
            $"'{path}' has 300 classes; at most 254 are possible. Give a classified raster, not an image.",
            error.Message
        );

        path = new TestRaster(1, 1, 2) { NoData = [0] }.Write(folder["b.tif"], [0, 0]);
        error = Assert.Throws<SegmentDataException>(() => ClassMap.Open(path));
        Assert.Equal($"'{path}' holds no class: all its pixels are NoData.", error.Message);
    }

    [Fact]
    public void A_window_is_the_cut_of_the_whole()
    {
        var pixels = MapWriterTests.Indices(40 * 30, Classes.Length, seed: 3);
        MapWriterTests.Write(folder["map.tif"], new GridGeometry(40, 30, null, string.Empty), Classes, pixels, [7]);
        using var map = ClassMap.Open(folder["map.tif"]);
        var read = new byte[5 * 6];

        map.Read(new PixelWindow(11, 20, 5, 6), read);

        Assert.Equal(Enumerable.Range(0, 30).Select(i => pixels[((11 + (i / 6)) * 30) + 20 + (i % 6)]), read);
        Assert.Throws<ArgumentException>(() => map.Read(new PixelWindow(0, 0, 2, 2), new byte[5]));
    }

    [Fact]
    public void A_map_is_drawn_in_its_colours()
    {
        byte[] pixels = [0, 1, 255, 0];
        MapWriterTests.Write(folder["map.tif"], new GridGeometry(2, 2, null, string.Empty), Classes, pixels, [2]);
        using var map = ClassMap.Open(folder["map.tif"]);

        var picture = map.Render(1000);

        Assert.Equal((2, 2), (picture.Height, picture.Width));
        Assert.Equal([0, 100, 0, 0, 0, 200, 255, 255, 255, 0, 100, 0], picture.Rgb);
    }

    [Fact]
    public void A_large_map_is_drawn_smaller_in_the_same_proportion()
    {
        var pixels = Enumerable.Range(0, 100 * 40).Select(i => (byte)(i % 40 < 20 ? 0 : 1)).ToArray();
        MapWriterTests.Write(folder["map.tif"], new GridGeometry(100, 40, null, string.Empty), Classes, pixels, [100]);
        using var map = ClassMap.Open(folder["map.tif"]);

        var picture = map.Render(10);

        Assert.Equal((10, 4), (picture.Height, picture.Width));
        byte[] row = [0, 100, 0, 0, 100, 0, 0, 0, 200, 0, 0, 200];
        Assert.Equal(Enumerable.Repeat(row, 10).SelectMany(r => r), picture.Rgb);
    }
}
