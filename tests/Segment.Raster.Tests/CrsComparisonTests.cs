namespace Segment.Raster.Tests;

public sealed class CrsComparisonTests
{
    [Fact]
    public void Systems_are_compared_by_meaning()
    {
        var utm = TestRaster.Epsg(32615);
        var withoutCode = utm.Replace(",AUTHORITY[\"EPSG\",\"32615\"]", string.Empty, StringComparison.Ordinal);

        Assert.NotEqual(utm, withoutCode);
        Assert.True(CrsComparison.Same(utm, withoutCode));
        Assert.False(CrsComparison.Same(utm, TestRaster.Epsg(32616)));
        Assert.False(CrsComparison.Same(TestRaster.Epsg(4326), TestRaster.Epsg(4269)));
    }

    [Fact]
    public void No_system_equals_no_system_only()
    {
        Assert.True(CrsComparison.Same(string.Empty, string.Empty));
        Assert.False(CrsComparison.Same(string.Empty, TestRaster.Epsg(4326)));
        Assert.False(CrsComparison.Same(TestRaster.Epsg(4326), string.Empty));
    }

    [Fact]
    public void A_text_that_is_no_system_is_refused()
    {
        var error = Assert.Throws<SegmentDataException>(() => CrsComparison.Same("rubbish", TestRaster.Epsg(4326)));

        Assert.Equal(
            "This is not the WKT of a coordinate reference system: 'rubbish'. Assign the right one with gdal_edit.py -a_srs or ogr2ogr -a_srs.",
            error.Message
        );
    }
}
