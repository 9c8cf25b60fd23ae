using Segment.Networks.Ops;

namespace Segment.Networks.Encoders;

/// <summary>Inverted residuals with linear bottlenecks. Parameter names follow torchvision.</summary>
/// <remarks>Sandler et al., <see href="https://arxiv.org/abs/1801.04381">MobileNetV2</see>, table 2.</remarks>
internal sealed class MobileNetV2()
    : Encoder(
        "mobilenet_v2",
        [new(16, 2), new(24, 4), new(32, 8), new(96, 16), new(1280, 32)],
        "https://arxiv.org/abs/1801.04381"
    )
{
    private const int StemChannels = 32;

    // Expansion t, channels c, repeats n, stride s of table 2.
    private static readonly (int Expansion, int Channels, int Repeats, int Stride)[] Rows =
    [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ];

    public static Encoder[] Family { get; } = [new MobileNetV2()];

    public override IReadOnlyList<PublishedForm> Published =>
        [
            new(PublishedForm.Torchvision, Name),
            new(PublishedForm.Timm, "mobilenetv2_100") { Renamed = [.. TimmNames()] },
        ];

    public override T[] Apply<T>(IOps<T> ops, Scope weights, T image)
    {
        var at = weights["features"];
        var x = ops.ConvNorm(at[0], image, StemChannels, 3, 2, activation: Activation.Relu6);
        var maps = new List<T>();
        var layer = 1;
        foreach (var (expansion, channels, repeats, stride) in Rows)
        {
            if (stride == 2)
            {
                maps.Add(x);
            }

            for (var i = 0; i < repeats; i++)
            {
                x = Block(ops, at[layer++]["conv"], x, expansion, channels, i == 0 ? stride : 1);
            }
        }

        maps.Add(ops.ConvNorm(at[layer], x, Stages[^1].Channels, 1, activation: Activation.Relu6));
        return [.. maps];
    }

    private static IEnumerable<(string Theirs, string Ours)> TimmNames()
    {
        var layer = 1;
        var names = InvertedResidualNames.Layer("conv_stem", "bn1", "features.0");
        for (var row = 0; row < Rows.Length; row++)
        {
            for (var i = 0; i < Rows[row].Repeats; i++)
            {
                var ours = $"features.{layer++}.conv";
                names = names.Concat(
                    InvertedResidualNames.Block($"blocks.{row}.{i}", ours, Rows[row].Expansion > 1, false, flat: true)
                );
            }
        }

        return names.Concat(InvertedResidualNames.Layer("conv_head", "bn2", $"features.{layer}"));
    }

    private static T Block<T>(IOps<T> ops, Scope w, T x, int expansion, int channels, int stride)
    {
        var inside = ops.Channels(x) * expansion;
        var (y, part) = (x, 0);
        if (expansion > 1)
        {
            y = ops.ConvNorm(w[part++], y, inside, 1, activation: Activation.Relu6);
        }

        y = ops.ConvNorm(w[part++], y, inside, 3, stride, groups: inside, activation: Activation.Relu6);
        y = ops.BatchNorm(ops.Conv(y, w[part], channels, 1), w[part + 1]);
        return stride == 1 && ops.Channels(x) == channels ? ops.Add(x, y) : y;
    }
}
