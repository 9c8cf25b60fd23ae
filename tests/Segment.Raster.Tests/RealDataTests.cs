namespace Segment.Raster.Tests;

public sealed class RealDataTests
{
    [Fact]
    public void An_embedding_tile_is_signed_and_south_up()
    {
        using var source = RasterSource.Open(
            SharedData.Find("alphaearth_header_synthetic", "aef_like_int8_64band_southup.tif")
        );

        Assert.Equal(new GeoTransform(418080, 10, 0, 4423680, 0, 10), source.Grid.Transform);
        Assert.Equal((64, "A00", "A63"), (source.Bands.Count, source.Bands[0].Name, source.Bands[63].Name));
        Assert.All(source.Bands, b => Assert.Equal((PixelType.Int8, -128.0), (b.Type, b.NoData)));
        var samples = RasterSourceTests.ReadAll(source);
        var data = samples.Where(s => !float.IsNaN(s)).ToArray();
        Assert.InRange(data.Min(), -127, -1);
        Assert.InRange(data.Max(), 1, 127);
    }

    [Fact]
    public void One_date_declares_NoData_and_the_other_does_not()
    {
        using var first = RasterSource.Open(SharedData.Find("chiapas_l7", "l7_1999322.tif"));
        using var second = RasterSource.Open(SharedData.Find("chiapas_l7", "l7_2002106.tif"));

        Assert.All(first.Bands, b => Assert.Equal((PixelType.Int16, -9999.0), (b.Type, b.NoData)));
        Assert.All(second.Bands, b => Assert.Equal((PixelType.Int16, null), (b.Type, b.NoData)));
        Assert.Equal((true, false), (first.HasNoData, second.HasNoData));
        Assert.Equal(first.Grid, second.Grid);
    }

    [Fact]
    public void Bands_without_any_data_are_all_NaN()
    {
        using var source = RasterSource.Open(SharedData.Find("enmap_potsdam", "enmap_potsdam_mosaic_224band.tif"));
        var samples = RasterSourceTests.ReadAll(source);
        var pixels = source.Height * source.Width;

        var empty = Enumerable
            .Range(0, 224)
            .Where(band => samples.AsSpan(band * pixels, pixels).ToArray().All(float.IsNaN));

        Assert.Equal([129, 130, 131, 132, 133, 134], empty);
    }
}
