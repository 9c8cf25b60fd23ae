using Segment.Raster.Maps;
using Segment.Runtime.Layers;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Tests.Layers;

public sealed class ApplicabilityBlocksTests
{
    private static readonly TrainingRange[] Ranges = [new(10, 20, 5), new(100, 200, 50)];

    [Fact]
    public void Samples_as_in_training_are_fully_applicable_and_one_spread_beyond_is_0_37()
    {
        var plan = TilePlan.Square(32, 32, 4, 0, 32);
        var samples = new float[2 * 32 * 32];
        samples.AsSpan(0, 1024).Fill(15);
        samples.AsSpan(1024).Fill(150);

        // The block at the upper right: band 2 lies one spread above the range.
        for (var row = 0; row < 16; row++)
        {
            samples.AsSpan(1024 + (row * 32) + 16, 16).Fill(250);
        }

        var layer = Fill(plan, samples, []);

        Assert.Equal(MapLayer.One, layer[0]);
        Assert.Equal(Quantization.ToByte(Math.Exp(-1)), layer[16]);
        Assert.Equal(Quantization.ToByte(Math.Exp(-1)), layer[(15 * 32) + 31]);
        Assert.Equal(MapLayer.One, layer[(16 * 32) + 31]);
    }

    [Fact]
    public void Pixels_without_data_do_not_count()
    {
        var plan = TilePlan.Square(16, 16, 4, 0, 16);
        var samples = new float[2 * 256];
        samples.AsSpan(0, 256).Fill(25);
        samples.AsSpan(256).Fill(150);
        var valid = new byte[256];
        valid.AsSpan(0, 3).Fill(1);

        Assert.Equal(Quantization.ToByte(Math.Exp(-1)), Fill(plan, samples, valid)[0]);
    }

    [Fact]
    public void Blocks_do_not_depend_on_the_tiles_where_the_padding_is_as_wide_as_a_block() =>
        (
            from height in Gen.Int[1, 90]
            from width in Gen.Int[1, 90]
            from core in Gen.Int[1, 12]
            from seed in Gen.Int
            select (height, width, core, seed)
        ).Sample(
            c =>
            {
                var random = new Random(c.seed);
                var scene = new float[2 * c.height * c.width];
                foreach (ref var sample in scene.AsSpan())
                {
                    sample = random.Next(300);
                }

                var tiles = TilePlan.Square(c.height, c.width, 4, 16, 32 + (4 * c.core));
                var whole = TilePlan.Square(c.height, c.width, 4, 16, 32 + 92);

                Assert.Equal(OverScene(whole, scene), OverScene(tiles, scene));
            },
            iter: 50
        );

    private static byte[] Fill(TilePlan plan, float[] samples, byte[] valid)
    {
        var layer = new byte[plan.Height * plan.Width];
        var tile = plan.Row(0).Single();
        new ApplicabilityBlocks(Ranges, plan).Fill(
            samples,
            valid,
            tile,
            row => layer.AsSpan(row * plan.Width, plan.Width)
        );
        return layer;
    }

    private static byte[] OverScene(TilePlan plan, float[] scene)
    {
        var layer = new byte[plan.Height * plan.Width];
        var blocks = new ApplicabilityBlocks(Ranges, plan);
        foreach (var tile in Enumerable.Range(0, plan.Rows).SelectMany(plan.Row))
        {
            var samples = new float[2 * plan.TileArea];
            for (var i = 0; i < samples.Length; i++)
            {
                var at = i % plan.TileArea;
                var row = tile.Window.Row + (int)(at / plan.TileWidth);
                var column = tile.Window.Column + (int)(at % plan.TileWidth);
                // What lies beyond the scene must not count.
                var inside = row >= 0 && row < plan.Height && column >= 0 && column < plan.Width;
                var band = (int)(i / plan.TileArea) * plan.Height * plan.Width;
                samples[i] = inside ? scene[band + (row * plan.Width) + column] : 1e9f;
            }

            blocks.Fill(samples, [], tile, row => layer.AsSpan((row * plan.Width) + tile.Core.Column, tile.Core.Width));
        }

        return layer;
    }
}
