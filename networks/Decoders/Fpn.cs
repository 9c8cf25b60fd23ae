using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>Feature pyramid network: four maps enriched from the coarsest down, then summed at the finest's size.</summary>
/// <remarks>
/// Kirillov et al., <see href="https://arxiv.org/abs/1901.02446">Panoptic feature pyramid networks</see>, section 3.1, with
/// batch norms where the paper has group norms: a group norm's statistics change with the tile. Parameter names follow
/// segmentation_models.pytorch; its dropout is not used.
/// </remarks>
internal sealed class Fpn() : Decoder("fpn", "https://arxiv.org/abs/1901.02446")
{
    private const int Levels = 4;
    private const int PyramidChannels = 256;
    private const int SegmentationChannels = 128;

    public override int HeadKernel => 1;

    public override int ResultStride(IReadOnlyList<FeatureStage> stages) => stages[Finest(stages)].Stride;

    public override T Apply<T>(IOps<T> ops, Scope weights, FeaturePyramid<T> pyramid)
    {
        var (stages, maps, _) = pyramid;
        var deepest = stages.Count - 1;
        var x = ops.Conv(maps[deepest], weights[$"p{Name(deepest)}"], PyramidChannels, 1, bias: true);
        var sum = Raise(ops, weights, pyramid, deepest, x);
        for (var level = deepest - 1; level >= Finest(stages); level--)
        {
            var skip = weights[$"p{Name(level)}"]["skip_conv"];
            x = ops.Add(
                ops.UpsampleTo(x, maps[level], stages[level + 1].Stride / stages[level].Stride),
                ops.Conv(maps[level], skip, PyramidChannels, 1, bias: true)
            );
            sum = ops.Add(sum, Raise(ops, weights, pyramid, level, x));
        }

        return sum;

        // The reference counts the levels from p2, at a quarter of the resolution, to p5.
        int Name(int level) => level - deepest + 5;
    }

    /// <summary>Convolves a level and enlarges it, step by step, to the finest level's size.</summary>
    private static T Raise<T>(IOps<T> ops, Scope weights, FeaturePyramid<T> pyramid, int level, T x)
    {
        var (stages, maps, _) = pyramid;
        var w = weights["seg_blocks"][stages.Count - 1 - level]["block"];
        var finest = Finest(stages);
        var step = 0;
        do
        {
            x = ops.ConvNorm(w[step++]["block"], x, SegmentationChannels, 3);
            if (level > finest)
            {
                level--;
                var factor = stages[level + 1].Stride / stages[level].Stride;
                x = ops.UpsampleTo(x, maps[level], factor, Upsampling.Bilinear);
            }
            else
            {
                break;
            }
        } while (level > finest);

        return x;
    }

    private static int Finest(IReadOnlyList<FeatureStage> stages) => Math.Max(0, stages.Count - Levels);
}
