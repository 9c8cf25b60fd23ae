using Segment.Runtime.Tiles;

namespace Segment.Runtime.Tests;

public sealed class TilePlanTests
{
    private static readonly Gen<TilePlan> Plans =
        from height in Gen.Int[1, 700]
        from width in Gen.Int[1, 700]
        from stride in Gen.OneOf(1, 4, 8, 16, 32)
        from paddings in Gen.Int[0, 4]
        from cores in Gen.Int[1, 9]
        from automatic in Gen.Bool
        from parallel in Gen.Int[1, 5]
        from area in Gen.Int[1, 300_000]
        let padding = paddings * stride
        select automatic
            ? TilePlan.Choose(height, width, stride, padding, new TileLimits(parallel, area, 512))
            : TilePlan.Square(height, width, stride, padding, (cores * stride) + (2 * padding));

    [Fact]
    public void Every_pixel_lies_in_the_core_of_exactly_one_tile() =>
        Plans.Sample(plan =>
        {
            var covered = new byte[plan.Height * plan.Width];
            foreach (var core in Tiles(plan).Select(tile => tile.Core))
            {
                for (var row = core.Row; row < core.EndRow; row++)
                {
                    foreach (ref var count in covered.AsSpan((row * plan.Width) + core.Column, core.Width))
                    {
                        count++;
                    }
                }
            }

            Assert.DoesNotContain(covered, count => count != 1);
        });

    [Fact]
    public void Tiles_have_one_shape_begin_at_multiples_of_the_stride_and_hold_their_core_with_its_padding() =>
        Plans.Sample(plan =>
        {
            foreach (var (window, core) in Tiles(plan))
            {
                Assert.Equal((plan.TileHeight, plan.TileWidth), (window.Height, window.Width));
                Assert.Equal(
                    (0, 0, 0, 0),
                    (
                        window.Row % plan.Stride,
                        window.Column % plan.Stride,
                        window.Height % plan.Stride,
                        window.Width % plan.Stride
                    )
                );
                Assert.True(core.Row - window.Row >= plan.Padding && window.EndRow - core.EndRow >= plan.Padding);
                Assert.True(
                    core.Column - window.Column >= plan.Padding && window.EndColumn - core.EndColumn >= plan.Padding
                );
                Assert.True(core is { Height: > 0, Width: > 0, Row: >= 0, Column: >= 0 });
                Assert.True(core.EndRow <= plan.Height && core.EndColumn <= plan.Width);
            }
        });

    [Fact]
    public void A_tile_is_never_larger_than_the_scene_needs() =>
        Plans.Sample(plan =>
        {
            Assert.True(plan.TileHeight - (2 * plan.Padding) < plan.Height + plan.Stride);
            Assert.True(plan.TileWidth - (2 * plan.Padding) < plan.Width + plan.Stride);
            Assert.True(plan.OverlapTax >= 1);
        });

    [Fact]
    public void The_chosen_shape_takes_no_more_work_a_lane_than_any_square_within_the_limits() =>
        (
            from height in Gen.Int[1, 3000]
            from width in Gen.Int[1, 3000]
            from padding in Gen.OneOf(0, 32, 64)
            from parallel in Gen.Int[1, 4]
            select (height, width, padding, parallel)
        ).Sample(
            job =>
            {
                var limits = new TileLimits(job.parallel, 512 * 512, 2048);
                var chosen = TilePlan.Choose(job.height, job.width, 32, job.padding, limits);
                Assert.True(chosen.TileArea <= limits.MaxArea && chosen.TileHeight <= limits.MaxHeight);
                foreach (var side in new[] { 192, 256, 384, 512 })
                {
                    var square = TilePlan.Square(job.height, job.width, 32, job.padding, side);
                    Assert.True(chosen.Work(job.parallel) <= square.Work(job.parallel));
                }
            },
            iter: 50
        );

    [Fact]
    public void A_scene_of_5_megapixels_is_shared_evenly_by_two_lanes()
    {
        var limits = TileLimits.For(2, 2327 * 6, 64);
        var plan = TilePlan.Choose(2327, 2327, 32, 64, limits);

        Assert.Equal(0, plan.Count % 2);
        Assert.InRange(plan.OverlapTax, 1, 1.45);
    }

    [Theory]
    [InlineData(32, 640 * 640)]
    [InlineData(64, 1024 * 1024)]
    [InlineData(200, 1600 * 1600)]
    public void A_wide_padding_asks_for_a_large_tile(int padding, int area) =>
        Assert.Equal(area, TileLimits.For(64, 1000, padding).MaxArea);

    [Theory]
    [InlineData(
        100,
        32,
        "The tile size is 100. With the network's stride of 32 and a padding of 32 it must be a multiple of 32 from 96 to 4096. Take 96, or leave the choice to the program."
    )]
    [InlineData(
        64,
        32,
        "The tile size is 64. With the network's stride of 32 and a padding of 32 it must be a multiple of 32 from 96 to 4096. Take 96, or leave the choice to the program."
    )]
    [InlineData(
        9000,
        0,
        "The tile size is 9000. With the network's stride of 32 and a padding of 0 it must be a multiple of 32 from 32 to 4096. Take 4096, or leave the choice to the program."
    )]
    [InlineData(
        256,
        20,
        "The padding is 20. It must be 0 or a multiple of 32, the network's stride. Take 32, or leave the choice to the program."
    )]
    [InlineData(
        256,
        -32,
        "The padding is -32. It must be 0 or a multiple of 32, the network's stride. Take 0, or leave the choice to the program."
    )]
    public void Sizes_that_the_network_cannot_take_are_refused_with_the_nearest_that_it_can(
        int tileSize,
        int padding,
        string message
    )
    {
        var thrown = Assert.Throws<SegmentDataException>(() => TilePlan.Square(500, 500, 32, padding, tileSize));

        Assert.Equal(message, thrown.Message);
    }

    private static IEnumerable<Tile> Tiles(TilePlan plan) => Enumerable.Range(0, plan.Rows).SelectMany(plan.Row);
}
