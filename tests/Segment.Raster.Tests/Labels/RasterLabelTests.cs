using Segment.Raster.Interop;
using Segment.Raster.Labels;

namespace Segment.Raster.Tests.Labels;

public sealed class RasterLabelTests : IDisposable
{
    private static readonly GridGeometry Scene = new(4, 5, TestRaster.NorthUp, TestRaster.Epsg(32615));
    private static readonly TestRaster Grid = new(1, 4, 5) { CrsWkt = Scene.CrsWkt };

    private static readonly double[] Values = [0, 1, 1, 9, 9, 0, 0, 1, 9, 9, 4, 4, 0, 0, 9, 4, 4, 0, 0, 255];

    private readonly TestFolder folder = new();
    private readonly List<string> notices = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Zero_is_no_label_where_nothing_says_otherwise()
    {
        using var labels = Open(Grid);

        Assert.Equal([1, 4, 9, 255], labels.Classes.Select(c => c.Value));
        Assert.Equal([255, 0, 0, 2, 2, 255, 255, 0, 2, 2], Read(labels, Scene.Extent)[..10]);
        Assert.Contains(
            "The value 0 of the label raster is no label: the raster neither names it nor declares another NoData value.",
            notices
        );
    }

    [Fact]
    public void Zero_is_a_class_where_another_value_is_no_data()
    {
        using var labels = Open(Grid with { NoData = [255] });

        Assert.Equal([0, 1, 4, 9], labels.Classes.Select(c => c.Value));
        Assert.Equal([2, 2, 0, 0, 255], Read(labels, Scene.Extent)[15..]);
        Assert.Contains("The value 0 of the label raster is a class: the raster declares 255 as NoData.", notices);
    }

    [Theory]
    [InlineData("background", new[] { 0, 1, 4, 9, 255 })]
    [InlineData("Unclassified", new[] { 1, 4, 9, 255 })]
    [InlineData("", new[] { 1, 4, 9, 255 })]
    public void Zero_is_a_class_where_the_raster_names_it(string nameOfZero, int[] expected)
    {
        var path = Grid.Write(folder["named.tif"], Values);
        File.WriteAllText(
            path + ".aux.xml",
            $"""
            <PAMDataset><PAMRasterBand band="1"><CategoryNames>
              <Category>{nameOfZero}</Category><Category>wood</Category>
            </CategoryNames></PAMRasterBand></PAMDataset>
            """
        );
        using var labels = LabelSource.Open(path, new LabelOptions(), Scene);

        Assert.Equal(expected, labels.Classes.Select(c => c.Value));
        Assert.Equal("wood", labels.Classes.Single(c => c.Value == 1).Name);
        Assert.Equal("9", labels.Classes.Single(c => c.Value == 9).Name);
    }

    [Fact]
    public void Names_and_colours_come_from_the_attribute_table()
    {
        var path = Grid.Write(folder["rat.tif"], Values);
        File.WriteAllText(
            path + ".aux.xml",
            """
            <PAMDataset><PAMRasterBand band="1"><GDALRasterAttributeTable tableType="thematic">
              <FieldDefn index="0"><Name>Value</Name><Type>0</Type><Usage>5</Usage></FieldDefn>
              <FieldDefn index="1"><Name>Class</Name><Type>2</Type><Usage>2</Usage></FieldDefn>
              <FieldDefn index="2"><Name>Red</Name><Type>0</Type><Usage>6</Usage></FieldDefn>
              <FieldDefn index="3"><Name>Green</Name><Type>0</Type><Usage>7</Usage></FieldDefn>
              <FieldDefn index="4"><Name>Blue</Name><Type>0</Type><Usage>8</Usage></FieldDefn>
              <Row index="0"><F>1</F><F>wood</F><F>10</F><F>20</F><F>30</F></Row>
              <Row index="1"><F>4</F><F>water</F><F>0</F><F>0</F><F>255</F></Row>
            </GDALRasterAttributeTable></PAMRasterBand></PAMDataset>
            """
        );
        using var labels = LabelSource.Open(path, new LabelOptions(), Scene);

        Assert.Equal(new LandCoverClass(1, "wood", new ClassColor(10, 20, 30)), labels.Classes[0]);
        Assert.Equal(new LandCoverClass(4, "water", new ClassColor(0, 0, 255)), labels.Classes[1]);
    }

    [Fact]
    public void A_raster_of_part_of_the_scene_is_put_in_its_place()
    {
        var part = new TestRaster(1, 2, 2)
        {
            CrsWkt = Scene.CrsWkt,
            Transform = TestRaster.NorthUp.At(1, 3),
            Type = GdalDataType.Float32,
        };
        using var labels = LabelSource.Open(
            part.Write(folder["part.tif"], [1, 2, 3, 0]),
            new LabelOptions { Layer = "x" },
            Scene,
            notices.Add
        );

        byte[] expected =
        [
            255,
            255,
            255,
            255,
            255,
            255,
            255,
            255,
            0,
            1,
            255,
            255,
            255,
            2,
            255,
            255,
            255,
            255,
            255,
            255,
        ];
        Assert.Equal(expected, Read(labels, Scene.Extent));
        Assert.Equal(
            [1, 255, 2],
            Read(labels, new PixelWindow(1, 4, 1, 1)).Concat(Read(labels, new PixelWindow(2, 2, 1, 2)))
        );
        Assert.Contains(
            "The labels are a raster: layer, class field and the pixels that polygons touch are not used.",
            notices
        );
    }

    [Fact]
    public void A_raster_on_another_grid_is_refused_with_what_differs()
    {
        Assert.Contains(
            "is not on the scene's grid: its cells are 20 × 20 map units, the scene's are 30 × 30. Labels are not resampled;",
            Error(Grid with { Transform = new GeoTransform(500000, 20, 0, 4400000, 0, -20) }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "its first pixel lies at column 0.5, row 0 of the scene, which is not a whole pixel",
            Error(Grid with { Transform = TestRaster.NorthUp with { OriginX = 500015 } }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "its coordinate reference system is WGS 84 / UTM zone 16N (EPSG:32616), the scene's is WGS 84 / UTM zone 15N (EPSG:32615)",
            Error(Grid with { CrsWkt = TestRaster.Epsg(32616) }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "lie outside the scene. In WGS 84 / UTM zone 15N (EPSG:32615) the labels cover x 503000 to 503150,",
            Error(Grid with { Transform = TestRaster.NorthUp.At(0, 100) }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_raster_that_is_not_classified_is_refused()
    {
        Assert.Contains(
            "has 3 bands; a classified raster has one.",
            Error(Grid with { Bands = 3 }, [.. Values, .. Values, .. Values]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "holds the value 1.5; class values are whole numbers from 0 to 65534.",
            Error(Grid with { Type = GdalDataType.Float32 }, [.. Values[..19], 1.5]),
            StringComparison.Ordinal
        );
        Assert.Contains("has no labelled pixel in the scene", Error(Grid, new double[20]), StringComparison.Ordinal);
    }

    private static byte[] Read(LabelSource labels, PixelWindow window)
    {
        var pixels = new byte[window.Area];
        labels.Read(window, pixels);
        return pixels;
    }

    private LabelSource Open(TestRaster raster) =>
        LabelSource.Open(raster.Write(folder["labels.tif"], Values), new LabelOptions(), Scene, notices.Add);

    private string Error(TestRaster raster, double[]? values = null)
    {
        var path = raster.Write(folder["labels.tif"], values ?? Values);
        return Assert.Throws<SegmentDataException>(() => LabelSource.Open(path, new LabelOptions(), Scene)).Message;
    }
}
