using Segment.Networks.Ops;

namespace Segment.Networks.Encoders;

/// <summary>MobileNetV3, large. Parameter names follow torchvision.</summary>
/// <remarks>
/// Howard et al., <see href="https://arxiv.org/abs/1905.02244">Searching for MobileNetV3</see>, table 1. Its squeeze steps
/// take means over the whole tile. timm's older <c>mobilenetv3_rw</c>, which ArcGIS offers, differs: its first block has no
/// skip connection, its squeezed channels are not rounded to multiples of 8, and they are activated like the block.
/// </remarks>
internal sealed class MobileNetV3(string name, bool rw)
    : Encoder(
        name,
        [new(16, 2), new(24, 4), new(40, 8), new(112, 16), new(960, 32)],
        "https://arxiv.org/abs/1905.02244"
    )
{
    private const int StemChannels = 16;
    private const int SqueezeFactor = 4;

    private static readonly Row[] Rows =
    [
        new(3, 16, 16, false, Activation.Relu, 1),
        new(3, 64, 24, false, Activation.Relu, 2),
        new(3, 72, 24, false, Activation.Relu, 1),
        new(5, 72, 40, true, Activation.Relu, 2),
        new(5, 120, 40, true, Activation.Relu, 1),
        new(5, 120, 40, true, Activation.Relu, 1),
        new(3, 240, 80, false, Activation.HardSwish, 2),
        new(3, 200, 80, false, Activation.HardSwish, 1),
        new(3, 184, 80, false, Activation.HardSwish, 1),
        new(3, 184, 80, false, Activation.HardSwish, 1),
        new(3, 480, 112, true, Activation.HardSwish, 1),
        new(3, 672, 112, true, Activation.HardSwish, 1),
        new(5, 672, 160, true, Activation.HardSwish, 2),
        new(5, 960, 160, true, Activation.HardSwish, 1),
        new(5, 960, 160, true, Activation.HardSwish, 1),
    ];

    // timm's names of the stages count the blocks of each; https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/mobilenetv3.py
    private static readonly int[] TimmStages = [1, 2, 3, 4, 2, 3];

    public static Encoder[] Family { get; } =
    [new MobileNetV3("mobilenet_v3_large", rw: false), new MobileNetV3("mobilenetv3_rw", rw: true)];

    // timm trained mobilenetv3_large_100 with PyTorch's epsilon, and mobilenetv3_rw with TensorFlow's.
    public override IReadOnlyList<PublishedForm> Published =>
        rw
            ? [new(PublishedForm.Timm, Name) { Renamed = [.. TimmNames()] }]
            :
            [
                new(PublishedForm.Torchvision, Name),
                new(PublishedForm.Timm, "mobilenetv3_large_100")
                {
                    Renamed = [.. TimmNames()],
                    BatchEpsilon = (NormConstants.BatchEpsilon, NormConstants.MobileEpsilon),
                },
            ];

    public override T[] Apply<T>(IOps<T> ops, Scope weights, T image)
    {
        var at = weights["features"];
        var x = Layer(ops, at[0], image, StemChannels, 3, 2, 1, Activation.HardSwish);
        var maps = new List<T>();
        for (var i = 0; i < Rows.Length; i++)
        {
            if (Rows[i].Stride == 2)
            {
                maps.Add(x);
            }

            x = Block(ops, at[i + 1]["block"], x, Rows[i], skips: !(rw && i == 0));
        }

        maps.Add(Layer(ops, at[Rows.Length + 1], x, Stages[^1].Channels, 1, 1, 1, Activation.HardSwish));
        return [.. maps];
    }

    private static IEnumerable<(string Theirs, string Ours)> TimmNames()
    {
        var (names, index) = (InvertedResidualNames.Layer("conv_stem", "bn1", "features.0"), 0);
        for (var stage = 0; stage < TimmStages.Length; stage++)
        {
            for (var i = 0; i < TimmStages[stage]; i++)
            {
                var ours = $"features.{index + 1}.block";
                var squeezes = Rows[index].Squeezes;
                names = names.Concat(
                    InvertedResidualNames.Block($"blocks.{stage}.{i}", ours, expands: index > 0, squeezes)
                );
                index++;
            }
        }

        var last = $"blocks.{TimmStages.Length}.0";
        return names.Concat(InvertedResidualNames.Layer($"{last}.conv", $"{last}.bn1", $"features.{index + 1}"));
    }

    private T Block<T>(IOps<T> ops, Scope w, T x, Row row, bool skips)
    {
        var (y, part) = (x, 0);
        if (row.Inside != ops.Channels(x))
        {
            y = Layer(ops, w[part++], y, row.Inside, 1, 1, 1, row.Activation);
        }

        y = Layer(ops, w[part++], y, row.Inside, row.Kernel, row.Stride, row.Inside, row.Activation);
        if (row.Squeezes)
        {
            var squeezed = rw ? row.Inside / SqueezeFactor : Divisible.Round(row.Inside / (double)SqueezeFactor);
            var activation = rw ? row.Activation : Activation.Relu;
            y = ops.SqueezeExcite(w[part++], y, squeezed, activation, Activation.HardSigmoid);
        }

        y = Layer(ops, w[part], y, row.Channels, 1, 1, 1, null);
        return skips && row.Stride == 1 && ops.Channels(x) == row.Channels ? ops.Add(x, y) : y;
    }

    private static T Layer<T>(
        IOps<T> ops,
        Scope w,
        T x,
        int channels,
        int kernel,
        int stride,
        int groups,
        Activation? activation
    ) =>
        ops.ConvNorm(
            w,
            x,
            channels,
            kernel,
            stride,
            groups,
            activation: activation,
            epsilon: NormConstants.MobileEpsilon
        );

    // A line of table 1: kernel, expanded channels, output channels, SE, NL, stride.
    private sealed record Row(int Kernel, int Inside, int Channels, bool Squeezes, Activation Activation, int Stride);
}
