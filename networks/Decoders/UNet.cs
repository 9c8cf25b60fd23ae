using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>
/// U-Net's expanding path: enlarge, join the encoder's map of that size, convolve twice. Parameter names follow
/// segmentation_models.pytorch (<c>blocks.0.conv1.0.weight</c>).
/// </summary>
/// <remarks>
/// Ronneberger et al., <see href="https://arxiv.org/abs/1505.04597">U-Net</see>, figure 1, with batch norms and nearest
/// up-sampling as in <see href="https://github.com/qubvel-org/segmentation_models.pytorch"/>. The first step is half as
/// wide as the encoder's deepest map, at most 256, and each later one half as wide again: for all ResNets that gives the
/// reference's default of 256, 128, 64, 32 and 16.
/// </remarks>
internal sealed class UNet() : Decoder("unet", "https://arxiv.org/abs/1505.04597")
{
    // One vector of 32-bit floats on AVX-512 holds 16 channels: fewer would leave lanes idle.
    private const int MinimumChannels = 16;

    // The reference's first step, whatever the encoder: a deep encoder's 2048 channels would make the decoder the larger part.
    private const int MaximumChannels = 256;

    public override int ResultStride(IReadOnlyList<FeatureStage> stages) => 1;

    public override T Apply<T>(IOps<T> ops, Scope weights, FeaturePyramid<T> pyramid)
    {
        var (stages, maps, image) = pyramid;
        var x = maps[^1];
        var channels = stages[^1].Channels;
        for (var (step, stride) = (0, stages[^1].Stride); stride > 1; step++)
        {
            var skip = stages.Count - 2 - step;
            var next = skip >= 0 ? stages[skip].Stride : 1;
            channels = Math.Clamp(channels / 2, MinimumChannels, MaximumChannels);
            x = ops.UpsampleTo(x, skip >= 0 ? maps[skip] : image, stride / next);
            x = skip >= 0 ? ops.Concat(x, maps[skip]) : x;
            var block = weights["blocks"][step];
            x = Convolve(ops, block["conv1"], x, channels);
            x = Convolve(ops, block["conv2"], x, channels);
            stride = next;
        }

        return x;
    }

    private static T Convolve<T>(IOps<T> ops, Scope w, T x, int channels) =>
        ops.Relu(ops.BatchNorm(ops.Conv(x, w[0], channels, 3), w[1]));
}
