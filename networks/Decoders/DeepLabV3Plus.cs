using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>
/// DeepLabV3 with separable convolutions and one skip connection at a quarter of the resolution. Parameter names follow
/// segmentation_models.pytorch.
/// </summary>
/// <remarks>
/// Chen et al., <see href="https://arxiv.org/abs/1802.02611">Encoder-decoder with atrous separable convolution</see>,
/// section 3.1: output stride 16, rates 6, 12 and 18, 48 channels of the skip connection.
/// </remarks>
internal sealed class DeepLabV3Plus() : Decoder("deeplabv3plus", "https://arxiv.org/abs/1802.02611")
{
    private const int SkipChannels = 48;
    private const int SkipStride = 4;

    private static readonly int[] Rates = [6, 12, 18];

    public override int? OutputStride => 16;

    public override int HeadKernel => 1;

    public override int ResultStride(IReadOnlyList<FeatureStage> stages) => stages[Skip(stages)].Stride;

    public override T Apply<T>(IOps<T> ops, Scope weights, FeaturePyramid<T> pyramid)
    {
        var aspp = weights["aspp"];
        var x = AtrousPyramid.Apply(ops, aspp[0], pyramid.Maps[^1], Rates, separable: true);
        x = ops.Conv(x, aspp[1][0], AtrousPyramid.Channels, 3, groups: AtrousPyramid.Channels);
        x = ops.Relu(ops.BatchNorm(ops.Conv(x, aspp[1][1], AtrousPyramid.Channels, 1), aspp[2]));
        var skip = Skip(pyramid.Stages);
        var factor = pyramid.Stages[^1].Stride / pyramid.Stages[skip].Stride;
        var fine = ops.ConvNorm(weights["block1"], pyramid.Maps[skip], SkipChannels, 1);
        x = factor > 1 ? ops.UpsampleTo(x, fine, factor, Upsampling.Bilinear) : x;
        return AtrousPyramid.Separable(ops, weights["block2"], ops.Concat(x, fine));
    }

    /// <summary>The finest map that is not finer than a quarter of the resolution.</summary>
    private static int Skip(IReadOnlyList<FeatureStage> stages) =>
        Enumerable.Range(0, stages.Count).First(i => stages[i].Stride >= SkipStride || i == stages.Count - 1);
}
