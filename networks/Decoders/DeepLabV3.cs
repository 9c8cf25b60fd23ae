using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>Dilated encoder, atrous pyramid, one convolution. Parameter names follow segmentation_models.pytorch.</summary>
/// <remarks>
/// Chen et al., <see href="https://arxiv.org/abs/1706.05587">Rethinking atrous convolution</see>, with output stride 8 and
/// the rates of section 4.1 for it.
/// </remarks>
internal sealed class DeepLabV3() : Decoder("deeplabv3", "https://arxiv.org/abs/1706.05587")
{
    private static readonly int[] Rates = [12, 24, 36];

    public override int? OutputStride => 8;

    public override int HeadKernel => 1;

    public override int ResultStride(IReadOnlyList<FeatureStage> stages) => stages[^1].Stride;

    public override T Apply<T>(IOps<T> ops, Scope weights, FeaturePyramid<T> pyramid)
    {
        var x = AtrousPyramid.Apply(ops, weights["aspp"], pyramid.Maps[^1], Rates, separable: false);
        return ops.Relu(ops.BatchNorm(ops.Conv(x, weights["conv"], AtrousPyramid.Channels, 3), weights["bn"]));
    }
}
