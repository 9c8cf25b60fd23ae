using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>Pyramid pooling of the deepest map, a feature pyramid, and all its levels fused at the finest's size.</summary>
/// <remarks>
/// Xiao et al., <see href="https://arxiv.org/abs/1807.10221">Unified perceptual parsing</see>, section 3.1, with 256 channels.
/// </remarks>
internal sealed class UPerNet(IReadOnlyList<int> sizes) : Decoder("upernet", "https://arxiv.org/abs/1807.10221")
{
    private const int Levels = 4;
    private const int Channels = 256;

    public override int HeadKernel => 1;

    public override bool PoolsPyramids => true;

    public override Decoder With(NetworkSpec spec) => new UPerNet(spec.PyramidSizes);

    public override int ResultStride(IReadOnlyList<FeatureStage> stages) => stages[Finest(stages)].Stride;

    public override T Apply<T>(IOps<T> ops, Scope weights, FeaturePyramid<T> pyramid)
    {
        var (stages, maps, _) = pyramid;
        var finest = Finest(stages);
        var top = PyramidPooling.Apply(ops, weights["psp"], maps[^1], sizes);
        var levels = new List<T> { ops.ConvNorm(weights["psp"]["out_conv"], top, Channels, 3) };
        for (var level = stages.Count - 2; level >= finest; level--)
        {
            var factor = stages[level + 1].Stride / stages[level].Stride;
            var lateral = ops.ConvNorm(weights["lateral_convs"][level - finest], maps[level], Channels, 1);
            levels.Add(ops.Add(lateral, ops.UpsampleTo(levels[^1], lateral, factor, Upsampling.Bilinear)));
        }

        var fused = levels[^1];
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            var level = stages.Count - 1 - i;
            var y = i == 0 ? levels[0] : ops.ConvNorm(weights["fpn_convs"][level - finest], levels[i], Channels, 3);
            var factor = stages[level].Stride / stages[finest].Stride;
            y = factor > 1 ? ops.UpsampleTo(y, maps[finest], factor, Upsampling.Bilinear) : y;
            fused = level == finest ? y : ops.Concat(fused, y);
        }

        return ops.ConvNorm(weights["fusion_conv"], fused, Channels, 3);
    }

    private static int Finest(IReadOnlyList<FeatureStage> stages) => Math.Max(0, stages.Count - Levels);
}
