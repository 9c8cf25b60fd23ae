using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>Pyramid pooling of the deepest map, then U-Net's expanding path.</summary>
/// <remarks>
/// PSPNet's pooling (<see href="https://arxiv.org/abs/1612.01105"/>, section 3.2) keeps the channels of the deepest map and
/// <see cref="UNet"/> does the rest; ArcGIS's PSPNet with <c>use_unet</c> is drawn like this.
/// </remarks>
internal sealed class PspUNet(IReadOnlyList<int> sizes) : Decoder("pspnet_unet", "https://arxiv.org/abs/1612.01105")
{
    private readonly UNet unet = new();

    public override bool PoolsPyramids => true;

    public override Decoder With(NetworkSpec spec) => new PspUNet(spec.PyramidSizes);

    public override int ResultStride(IReadOnlyList<FeatureStage> stages) => unet.ResultStride(stages);

    public override T Apply<T>(IOps<T> ops, Scope weights, FeaturePyramid<T> pyramid)
    {
        var x = PyramidPooling.Apply(ops, weights["psp"], pyramid.Maps[^1], sizes);
        x = ops.ConvNorm(weights["conv"], x, pyramid.Stages[^1].Channels, 1);
        return unet.Apply(ops, weights, pyramid with { Maps = [.. pyramid.Maps.SkipLast(1), x] });
    }
}
