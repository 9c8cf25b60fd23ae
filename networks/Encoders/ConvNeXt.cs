using Segment.Networks.Ops;

namespace Segment.Networks.Encoders;

/// <summary>A convolutional network drawn like a vision transformer. Parameter names follow torchvision.</summary>
/// <remarks>
/// Liu et al., <see href="https://arxiv.org/abs/2201.03545">A ConvNet for the 2020s</see>, table 9. Its first map has a quarter
/// of the image's resolution; stochastic depth is not used. The layers that torchvision calls linear are 1×1 convolutions
/// here, with the same numbers.
/// </remarks>
internal sealed class ConvNeXt(string name, int[] depths, int[] widths)
    : Encoder(
        name,
        [.. widths.Select((width, stage) => new FeatureStage(width, 4 << stage))],
        "https://arxiv.org/abs/2201.03545"
    )
{
    // Section 2.6: an inverted bottleneck four times as wide, and depthwise kernels of 7 × 7.
    private const int Expansion = 4;
    private const int Kernel = 7;

    public static Encoder[] Family { get; } = [new ConvNeXt("convnext_tiny", [3, 3, 9, 3], [96, 192, 384, 768])];

    /// <inheritdoc/>
    public override bool CanDilate => false;

    public override IReadOnlyList<PublishedForm> Published =>
        [new(PublishedForm.Torchvision, Name), new(PublishedForm.Timm, Name) { Renamed = [.. TimmNames()] }];

    public override T[] Apply<T>(IOps<T> ops, Scope weights, T image)
    {
        var at = weights["features"];
        var x = ops.LayerNorm(ops.Patches(image, at[0][0], widths[0], 4), at[0][1]);
        var maps = new T[depths.Length];
        for (var stage = 0; stage < depths.Length; stage++)
        {
            if (stage > 0)
            {
                var down = at[2 * stage];
                x = ops.Patches(ops.LayerNorm(x, down[0]), down[1], widths[stage], 2);
            }

            for (var block = 0; block < depths[stage]; block++)
            {
                x = Block(ops, at[(2 * stage) + 1][block], x, widths[stage]);
            }

            maps[stage] = x;
        }

        return maps;
    }

    // https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/convnext.py
    private IEnumerable<(string Theirs, string Ours)> TimmNames()
    {
        for (var stage = 0; stage < depths.Length; stage++)
        {
            var (down, place) = (stage == 0 ? "stem" : $"stages.{stage}.downsample", $"features.{2 * stage}");
            yield return ($"{down}.0", $"{place}.0");
            yield return ($"{down}.1", $"{place}.1");
            for (var block = 0; block < depths[stage]; block++)
            {
                var (theirs, ours) = ($"stages.{stage}.blocks.{block}", $"features.{(2 * stage) + 1}.{block}");
                yield return ($"{theirs}.gamma", $"{ours}.layer_scale");
                yield return ($"{theirs}.conv_dw", $"{ours}.block.0");
                yield return ($"{theirs}.norm", $"{ours}.block.2");
                yield return ($"{theirs}.mlp.fc1", $"{ours}.block.3");
                yield return ($"{theirs}.mlp.fc2", $"{ours}.block.5");
            }
        }
    }

    private static T Block<T>(IOps<T> ops, Scope w, T x, int width)
    {
        var at = w["block"];
        var y = ops.LayerNorm(ops.Conv(x, at[0], width, Kernel, bias: true, groups: width), at[2]);
        y = ops.Activate(ops.Conv(y, at[3], width * Expansion, 1, bias: true), Activation.Gelu);
        y = ops.Conv(y, at[5], width, 1, bias: true);
        return ops.Add(x, ops.ScaleChannels(y, w["layer_scale"]));
    }
}
