using Segment.Runtime.Pipeline.Blending;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Tests.Blending;

public sealed class HannWindowTests
{
    private static readonly Gen<TilePlan> Plans =
        from height in Gen.Int[1, 300]
        from width in Gen.Int[1, 300]
        from stride in Gen.OneOf(1, 4, 16)
        from halves in Gen.Int[1, 6]
        from automatic in Gen.Bool
        from area in Gen.Int[1, 40_000]
        select automatic
            ? BlendedTiles.Choose(height, width, stride, new TileLimits(2, area, 256))
            : BlendedTiles.Square(height, width, stride, 2 * halves * stride);

    [Fact]
    public void The_weights_of_all_tiles_sum_to_exactly_one_at_every_pixel() =>
        Plans.Sample(plan =>
        {
            var sums = new int[plan.Height * plan.Width];
            var (down, across) = (HannWindow.Down(plan), HannWindow.Across(plan));
            for (var row = 0; row < plan.Rows; row++)
            {
                foreach (var (column, tile) in plan.Row(row).Index())
                {
                    for (var r = tile.Core.Row; r < tile.Core.EndRow; r++)
                    {
                        var above = down.Over(row, r / plan.CoreHeight)[r % plan.CoreHeight];
                        for (var c = tile.Core.Column; c < tile.Core.EndColumn; c++)
                        {
                            var beside = across.Over(column, c / plan.CoreWidth)[c % plan.CoreWidth];
                            Assert.Equal(Math.Round(above * beside), above * beside);
                            sums[(r * plan.Width) + c] += (int)(above * beside);
                        }
                    }
                }
            }

            Assert.All(sums, sum => Assert.Equal(SumsPool.One, sum));
        });

    [Fact]
    public void Tiles_have_one_shape_begin_at_multiples_of_the_stride_and_reach_no_farther_than_they_must() =>
        Plans.Sample(plan =>
        {
            foreach (var (window, core) in Enumerable.Range(0, plan.Rows).SelectMany(plan.Row))
            {
                Assert.Equal((plan.TileHeight, plan.TileWidth), (window.Height, window.Width));
                Assert.Equal((0, 0), (window.Row % plan.Stride, window.Column % plan.Stride));
                Assert.Equal((0, 0), (window.Height % plan.Stride, window.Width % plan.Stride));
                Assert.True(window is { Row: >= 0, Column: >= 0 });
                Assert.True(core is { Height: > 0, Width: > 0 });
                Assert.True(core.EndRow <= plan.Height && core.EndColumn <= plan.Width);
            }

            // Half a tile more at most on each axis, as the last one may reach beyond the scene.
            Assert.True((plan.Rows + 1) * plan.TileHeight / 2 < plan.Height + plan.TileHeight + plan.Stride);
            Assert.InRange(
                plan.OverlapTax,
                1,
                4 * (1 + ((double)plan.TileHeight / plan.Height)) * (1 + ((double)plan.TileWidth / plan.Width))
            );
            Assert.Equal(plan, plan.Again(plan.Padding, plan.CoreHeight, plan.CoreWidth));
        });

    [Fact]
    public void The_ramp_is_that_of_a_Hann_window()
    {
        var window = HannWindow.Down(BlendedTiles.Square(400, 400, 4, 64));

        // sin²(π (i + ½) / 64): nearly nothing at the tile's edge, a half in the middle of the overlap, nearly all at its centre.
        Assert.Equal([0, 1, 4], window.Over(3, 3)[..3].ToArray());
        Assert.Equal(255, window.Over(3, 3)[15] + window.Over(3, 3)[16]);
        Assert.Equal([251, 254, 255], window.Over(3, 3)[^3..].ToArray());
        Assert.Equal([255, 254, 251], window.Over(3, 4)[..3].ToArray());
    }

    [Theory]
    [InlineData(
        48,
        "The tile size is 48. Tiles that blend overlap by half, so with the network's stride of 16 it must be a multiple of 32 from 32 to 4096. Take 64, or leave the choice to the program."
    )]
    [InlineData(
        9000,
        "The tile size is 9000. Tiles that blend overlap by half, so with the network's stride of 16 it must be a multiple of 32 from 32 to 4096. Take 4096, or leave the choice to the program."
    )]
    public void A_side_that_cannot_be_halved_is_refused_with_the_nearest_that_can(int tileSize, string message) =>
        Assert.Equal(
            message,
            Assert.Throws<SegmentDataException>(() => BlendedTiles.Square(500, 500, 16, tileSize)).Message
        );

    [Fact]
    public void A_scene_no_larger_than_a_tile_is_one_tile_of_its_own_size()
    {
        var plan = BlendedTiles.Square(100, 60, 16, 128);

        Assert.Equal((1, 112, 64), (plan.Count, plan.TileHeight, plan.TileWidth));
    }

    [Fact]
    public void Large_scenes_get_large_tiles_and_are_computed_nearly_four_times()
    {
        var plan = BlendedTiles.Choose(10_000, 10_000, 16, TileLimits.For(2, 60_000, 0));

        Assert.InRange(plan.TileArea, 400 * 400, 640 * 640);
        Assert.InRange(plan.OverlapTax, 3.3, 4);
    }
}
