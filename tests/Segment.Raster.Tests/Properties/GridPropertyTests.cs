using Segment.Raster.Chips;
using Segment.Raster.Chips.Export;

namespace Segment.Raster.Tests.Properties;

public sealed class GridPropertyTests
{
    private const double Step = 1.0 / 65536;

    private static readonly Gen<double> Place = Gen.Double[-500, 2000];

    [Fact]
    public void From_pixels_to_the_map_and_back_is_the_same_place_on_any_grid() =>
        Gen.Select(RandomGrids.Transforms, Place, Place)
            .Sample(
                (grid, column, row) =>
                {
                    var (x, y) = grid.ToMap(column, row);
                    var (c, r) = new PixelMapping(grid).ToPixel(x, y);
                    return Math.Abs(c - column) <= Step && Math.Abs(r - row) <= Step;
                },
                iter: 2000
            );

    [Fact]
    public void A_window_sees_the_same_place_from_its_own_corner() =>
        Gen.Select(RandomGrids.Transforms, Place, Place, Gen.Int[0, 300], Gen.Int[0, 300])
            .Sample(
                (grid, column, row, firstColumn, firstRow) =>
                {
                    var (x, y) = grid.ToMap(column, row);
                    var whole = new PixelMapping(grid).ToPixel(x, y);
                    var window = new PixelMapping(grid, firstRow, firstColumn).ToPixel(x, y);
                    var corner = grid.At(firstRow, firstColumn).ToMap(0, 0);
                    var expected = grid.ToMap(firstColumn, firstRow);
                    return window == (whole.Column - firstColumn, whole.Row - firstRow)
                        && Math.Abs(corner.X - expected.X) < 1e-6
                        && Math.Abs(corner.Y - expected.Y) < 1e-6;
                },
                iter: 2000
            );

    [Fact]
    public void The_bounds_of_a_rectangle_hold_every_place_in_it() =>
        Gen.Select(
                RandomGrids.Transforms,
                Place,
                Place,
                Gen.Double[0, 500],
                Gen.Double[0, 500],
                Gen.Double[0, 1],
                Gen.Double[0, 1]
            )
            .Sample(
                (grid, column, row, width, height, alongX, alongY) =>
                {
                    var mapping = new PixelMapping(grid);
                    var (x, y) = grid.ToMap(column, row);
                    var bounds = mapping.Bounds(x, x + width, y, y + height);
                    var (c, r) = mapping.ToPixel(x + (alongX * width), y + (alongY * height));
                    return c >= bounds.Column && c <= bounds.EndColumn && r >= bounds.Row && r <= bounds.EndRow;
                },
                iter: 2000
            );

    [Fact]
    public void Tiles_cover_a_side_and_none_leaves_it() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[1, 100], Gen.Int[1, 100])
            .Where((length, tile, stride) => tile <= length && stride <= tile)
            .Sample(
                (length, tile, stride) =>
                {
                    var starts = TileGrid.Starts(length, tile, stride);
                    return starts[0] == 0
                        && starts[^1] + tile == length
                        && starts.Zip(starts.Skip(1)).All(p => p.Second > p.First && p.Second - p.First <= stride);
                },
                iter: 3000
            );

    [Fact]
    public void A_turned_chip_takes_the_pixels_that_its_own_grid_says()
    {
        var scene = new PixelWindow(0, 0, 120, 150);
        Gen.Select(
                RandomGrids.Transforms,
                Gen.Int[30, 60],
                Gen.Int[30, 90],
                Gen.Int[8, 24],
                Gen.Int[8, 24],
                Gen.Double[1, 359]
            )
            .Sample(
                (grid, row, column, height, width, degrees) =>
                {
                    var cut = ChipCut.Turned(new PixelWindow(row, column, height, width), degrees, scene);
                    if (cut is null)
                    {
                        return;
                    }

                    // Each pixel of the scene holds its own number.
                    int[] read =
                    [
                        .. Enumerable
                            .Range(0, (int)cut.Source.Area)
                            .Select(i =>
                                ((cut.Source.Row + (i / cut.Source.Width)) * scene.Width)
                                + cut.Source.Column
                                + (i % cut.Source.Width)
                            ),
                    ];
                    var chip = new int[cut.Area];
                    cut.Pick<int>(read, chip);
                    var (own, mapping) = (cut.On(grid), new PixelMapping(grid));
                    for (var pixel = 0; pixel < chip.Length; pixel++)
                    {
                        var (x, y) = own.ToMap((pixel % width) + 0.5, (pixel / width) + 0.5);
                        var (c, r) = mapping.ToPixel(x, y);

                        // The place lies in the pixel that was taken, up to rounding.
                        Assert.InRange(c, (chip[pixel] % scene.Width) - Step, (chip[pixel] % scene.Width) + 1 + Step);
                        Assert.InRange(r, (chip[pixel] / scene.Width) - Step, (chip[pixel] / scene.Width) + 1 + Step);
                    }
                },
                iter: 300
            );
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    [InlineData(360)]
    public void A_square_chip_turned_by_right_angles_holds_the_same_pixels(double degrees) =>
        Gen.Select(Gen.Int[20, 60], Gen.Int[20, 60], Gen.Int[8, 30])
            .Sample(
                (row, column, side) =>
                {
                    var window = new PixelWindow(row, column, side, side);
                    var cut = ChipCut.Turned(window, degrees, new PixelWindow(0, 0, 120, 120));
                    Assert.NotNull(cut);
                    Assert.Equal(window, cut.Source);
                    int[] read = [.. Enumerable.Range(0, side * side)];
                    var (chip, back) = (new int[side * side], new int[side * side]);
                    cut.Pick<int>(read, chip);
                    Assert.Equal(read, chip.Order());
                    ChipCut
                        .Turned(window, 360 - degrees, window with { Row = 0, Column = 0, Height = 120, Width = 120 })!
                        .Pick<int>(chip, back);
                    Assert.Equal(read, back);
                },
                iter: 100
            );
}
