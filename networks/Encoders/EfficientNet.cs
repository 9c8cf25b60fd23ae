using Segment.Networks.Ops;

namespace Segment.Networks.Encoders;

/// <summary>Inverted residuals whose width and depth grow together. Parameter names follow torchvision.</summary>
/// <remarks>
/// Tan and Le, <see href="https://arxiv.org/abs/1905.11946">EfficientNet</see>, table 1 and equation 3, with torchvision's
/// factors. The last 1×1 convolution, made for the classifier, is left out. The squeeze steps take means over the whole tile;
/// stochastic depth is not used.
/// </remarks>
internal sealed class EfficientNet(string name, double width, double depth)
    : Encoder(name, [.. Strides.Select(s => new FeatureStage(Divisible.Round(s.Channels * width), s.Stride))], Paper)
{
    private const string Paper = "https://arxiv.org/abs/1905.11946";
    private const int StemChannels = 32;
    private const int SqueezeFactor = 4;

    private static readonly (int Channels, int Stride)[] Strides = [(16, 2), (24, 4), (40, 8), (112, 16), (320, 32)];

    // Table 1: expansion, kernel, stride, channels, layers.
    private static readonly (int Expansion, int Kernel, int Stride, int Channels, int Layers)[] Rows =
    [
        (1, 3, 1, 16, 1),
        (6, 3, 2, 24, 2),
        (6, 5, 2, 40, 2),
        (6, 3, 2, 80, 3),
        (6, 5, 1, 112, 3),
        (6, 5, 2, 192, 4),
        (6, 3, 1, 320, 1),
    ];

    public static Encoder[] Family { get; } =
    [
        new EfficientNet("efficientnet_b0", 1.0, 1.0),
        new EfficientNet("efficientnet_b1", 1.0, 1.1),
        new EfficientNet("efficientnet_b2", 1.1, 1.2),
        new EfficientNet("efficientnet_b3", 1.2, 1.4),
        new EfficientNet("efficientnet_b4", 1.4, 1.8),
    ];

    public override IReadOnlyList<PublishedForm> Published =>
        [new(PublishedForm.Torchvision, Name), new(PublishedForm.Timm, Name) { Renamed = [.. TimmNames()] }];

    public override T[] Apply<T>(IOps<T> ops, Scope weights, T image)
    {
        var at = weights["features"];
        var x = ops.ConvNorm(at[0], image, Divisible.Round(StemChannels * width), 3, 2, activation: Activation.Silu);
        var maps = new List<T>();
        for (var row = 0; row < Rows.Length; row++)
        {
            var (expansion, kernel, stride, channels, layers) = Rows[row];
            if (stride == 2)
            {
                maps.Add(x);
            }

            for (var layer = 0; layer < Layers(layers); layer++)
            {
                var w = at[row + 1][layer]["block"];
                var step = layer == 0 ? stride : 1;
                x = Block(ops, w, x, expansion, kernel, step, Divisible.Round(channels * width));
            }
        }

        return [.. maps, x];
    }

    private int Layers(int published) => (int)Math.Ceiling(published * depth);

    private IEnumerable<(string Theirs, string Ours)> TimmNames() =>
        [
            .. InvertedResidualNames.Layer("conv_stem", "bn1", "features.0"),
            .. from row in Enumerable.Range(0, Rows.Length)
            from layer in Enumerable.Range(0, Layers(Rows[row].Layers))
            from pair in InvertedResidualNames.Block(
                $"blocks.{row}.{layer}",
                $"features.{row + 1}.{layer}.block",
                expands: Rows[row].Expansion > 1,
                squeezes: true
            )
            select pair,
        ];

    private static T Block<T>(IOps<T> ops, Scope w, T x, int expansion, int kernel, int stride, int channels)
    {
        var before = ops.Channels(x);
        var inside = Divisible.Round(before * expansion);
        var (y, part) = (x, 0);
        if (inside != before)
        {
            y = ops.ConvNorm(w[part++], y, inside, 1, activation: Activation.Silu);
        }

        y = ops.ConvNorm(w[part++], y, inside, kernel, stride, inside, activation: Activation.Silu);
        var squeezed = Math.Max(1, before / SqueezeFactor);
        y = ops.SqueezeExcite(w[part++], y, squeezed, Activation.Silu, Activation.Sigmoid);
        y = ops.ConvNorm(w[part], y, channels, 1, activation: null);
        return stride == 1 && before == channels ? ops.Add(x, y) : y;
    }
}
