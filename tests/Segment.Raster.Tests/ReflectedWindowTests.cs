namespace Segment.Raster.Tests;

public sealed class ReflectedWindowTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(13, 9)]
    [InlineData(1, 6)]
    [InlineData(2, 1)]
    public void Beyond_the_border_the_raster_is_mirrored(int height, int width)
    {
        var raster = new TestRaster(2, height, width);
        using var source = RasterSource.Open(
            raster.Write(folder["a.tif"], [.. RasterSourceTests.Numbers(2 * height * width)])
        );
        var whole = RasterSourceTests.ReadAll(source);

        Gen.Select(Gen.Int[-40, 40], Gen.Int[-40, 40], Gen.Int[1, 30], Gen.Int[1, 30])
            .Sample(
                (row, column, rows, columns) =>
                {
                    var samples = new float[2 * rows * columns];
                    ReflectedWindow.Read(source, new PixelWindow(row, column, rows, columns), [1, 0], samples);
                    var expected =
                        from band in new[] { 1, 0 }
                        from y in Enumerable.Range(row, rows)
                        from x in Enumerable.Range(column, columns)
                        select whole[(((band * height) + Walk(y, height)) * width) + Walk(x, width)];
                    Assert.Equal(expected, samples);
                },
                iter: 300,
                threads: 1
            );
    }

    [Fact]
    public void The_edge_is_not_repeated()
    {
        using var source = RasterSource.Open(new TestRaster(1, 1, 4).Write(folder["a.tif"], [0, 1, 2, 3]));
        var samples = new float[10];

        ReflectedWindow.Read(source, new PixelWindow(0, -3, 1, 10), [0], samples);

        Assert.Equal([3, 2, 1, 0, 1, 2, 3, 2, 1, 0], samples);
    }

    // Walks step by step from 0 to the index, turning round at both ends.
    private static int Walk(int index, int length)
    {
        var (position, step) = (0, 1);
        for (var i = 0; i < Math.Abs(index) && length > 1; i++)
        {
            step = position + step < 0 || position + step >= length ? -step : step;
            position += step;
        }

        return position;
    }
}
