using Segment.Networks;
using Segment.Networks.Encoders;

namespace Segment.Exporter.Tests;

/// <summary>The radius that a network states, against what a changed pixel does to the logits in ONNX Runtime.</summary>
public sealed class ReceptiveFieldTests
{
    [Fact]
    public void No_pixel_of_light_reaches_beyond_the_radius_and_one_reaches_it()
    {
        var network = SegmentationNetwork.Create(new("unet", "light", 6, 7));
        var reached = Enumerable.Range(0, network.Stride).Select(phase => Reach(network, phase)).ToArray();

        Assert.All(reached, distance => Assert.InRange(distance, 1, network.ReceptiveFieldRadius));
        Assert.Equal(network.ReceptiveFieldRadius, reached.Max());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void No_pixel_of_resnet18_reaches_beyond_the_radius(int phase)
    {
        var network = SegmentationNetwork.Create(new("unet", "resnet18", 1, 2));
        var reached = Reach(network, phase);
        Assert.InRange(reached, network.ReceptiveFieldRadius / 2, network.ReceptiveFieldRadius);
    }

    [Fact]
    public void Tiles_padded_by_the_radius_give_the_logits_of_the_whole()
    {
        var network = SegmentationNetwork.Create(new("unet", "light", 6, 7));
        using var session = Session(network);
        var padding = (network.ReceptiveFieldRadius + network.Stride - 1) / network.Stride * network.Stride;
        var (core, side) = (2 * network.Stride, (2 * network.Stride) + (2 * padding));
        var image = Samples.Image(Samples.Sixes, side + padding, side + padding);
        var whole = session.Run(side + padding, side + padding, image);

        // A tile anywhere at a multiple of the stride, here in the middle of the padding.
        var start = padding / 2 / network.Stride * network.Stride;
        var tile = session.Run(side, side, Crop(image, 6, side + padding, start, side));

        var expected = Crop(whole, 7, side + padding, start + padding, core);
        var actual = Crop(tile, 7, side, padding, core);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Every_encoder_states_a_radius() =>
        Assert.All(
            EncoderCatalog.All,
            e =>
                Assert.InRange(
                    SegmentationNetwork.Create(new("unet", e.Name, 1, 2)).ReceptiveFieldRadius,
                    e.Stages[^1].Stride,
                    2048
                )
        );

    /// <summary>Changes one pixel and finds the farthest row or column, in pixels, where a logit changed.</summary>
    private static int Reach(SegmentationNetwork network, int phase)
    {
        var margin = (network.ReceptiveFieldRadius / network.Stride * network.Stride) + (2 * network.Stride);
        var (side, pixel) = (2 * margin, margin + phase - network.Stride);
        using var session = Session(network);
        var image = Samples.Image(Normalization(network), side, side);
        var before = session.Run(side, side, image);
        for (var b = 0; b < network.Spec.Bands; b++)
        {
            image[(((b * side) + pixel) * side) + pixel] *= b % 2 == 0 ? 1e6f : -1e6f;
        }

        var after = session.Run(side, side, image);
        return Enumerable
            .Range(0, before.Length)
            .Where(i => before[i] != after[i])
            .Max(i => Math.Max(Math.Abs((i % side) - pixel), Math.Abs((i / side % side) - pixel)));
    }

    private static GraphSession Session(SegmentationNetwork network) =>
        new(NetworkExporter.Export(network, Samples.Weights(network), Normalization(network)));

    private static Normalization Normalization(SegmentationNetwork network) =>
        new([.. Samples.Sixes.Center.Take(network.Spec.Bands)], [.. Samples.Sixes.Scale.Take(network.Spec.Bands)]);

    private static float[] Crop(float[] maps, int channels, int side, int start, int cropSide)
    {
        var crop =
            from c in Enumerable.Range(0, channels)
            from row in Enumerable.Range(start, cropSide)
            from column in Enumerable.Range(start, cropSide)
            select maps[(((c * side) + row) * side) + column];
        return [.. crop];
    }
}
