using Segment.Networks.Ops;

namespace Segment.Networks.Encoders;

/// <summary>MobileNetV3, large. Parameter names follow torchvision.</summary>
/// <remarks>
/// Howard et al., <see href="https://arxiv.org/abs/1905.02244">Searching for MobileNetV3</see>, table 1. Its squeeze steps
/// take means over the whole tile.
/// </remarks>
internal sealed class MobileNetV3()
    : Encoder(
        "mobilenet_v3_large",
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

    public static Encoder[] Family { get; } = [new MobileNetV3()];

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

            x = Block(ops, at[i + 1]["block"], x, Rows[i]);
        }

        maps.Add(Layer(ops, at[Rows.Length + 1], x, Stages[^1].Channels, 1, 1, 1, Activation.HardSwish));
        return [.. maps];
    }

    private static T Block<T>(IOps<T> ops, Scope w, T x, Row row)
    {
        var (y, part) = (x, 0);
        if (row.Inside != ops.Channels(x))
        {
            y = Layer(ops, w[part++], y, row.Inside, 1, 1, 1, row.Activation);
        }

        y = Layer(ops, w[part++], y, row.Inside, row.Kernel, row.Stride, row.Inside, row.Activation);
        if (row.Squeezes)
        {
            var squeezed = Divisible.Round(row.Inside / (double)SqueezeFactor);
            y = ops.SqueezeExcite(w[part++], y, squeezed, Activation.Relu, Activation.HardSigmoid);
        }

        y = Layer(ops, w[part], y, row.Channels, 1, 1, 1, null);
        return row.Stride == 1 && ops.Channels(x) == row.Channels ? ops.Add(x, y) : y;
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
