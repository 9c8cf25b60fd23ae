using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>Dilated encoder and pyramid pooling. Parameter names follow segmentation_models.pytorch.</summary>
/// <remarks>
/// Zhao et al., <see href="https://arxiv.org/abs/1612.01105">Pyramid scene parsing network</see>, with output stride 8; its
/// auxiliary loss is not used.
/// </remarks>
internal sealed class PspNet(IReadOnlyList<int> sizes) : Decoder("pspnet", "https://arxiv.org/abs/1612.01105")
{
    private const int Channels = 512;

    public override int? OutputStride => 8;

    public override bool PoolsPyramids => true;

    public override Decoder With(NetworkSpec spec) => new PspNet(spec.PyramidSizes);

    public override int ResultStride(IReadOnlyList<FeatureStage> stages) => stages[^1].Stride;

    public override T Apply<T>(IOps<T> ops, Scope weights, FeaturePyramid<T> pyramid)
    {
        var x = PyramidPooling.Apply(ops, weights["psp"], pyramid.Maps[^1], sizes);
        return ops.ConvNorm(weights["conv"], x, Channels, 1);
    }
}
