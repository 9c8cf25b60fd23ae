using Segment.Networks.Ops;

namespace Segment.Networks.Encoders;

/// <summary>
/// Plain stacks of 3×3 convolutions, with and without batch norms. Names follow torchvision: a layer's number counts
/// convolutions, norms, activations and pools alike.
/// </summary>
/// <remarks>
/// Simonyan and Zisserman, <see href="https://arxiv.org/abs/1409.1556">Very deep convolutional networks</see>, table 1. The
/// last pool, which the published network has before its classifier, is left out: nothing follows it here.
/// </remarks>
internal sealed class Vgg(string name, int[] convolutions, bool norms)
    : Encoder(
        name,
        [new(64, 1), new(128, 2), new(256, 4), new(512, 8), new(512, 16)],
        "https://arxiv.org/abs/1409.1556"
    )
{
    public static Encoder[] Family { get; } =
    [
        .. new[]
        {
            (11, [1, 1, 2, 2, 2]),
            (13, [2, 2, 2, 2, 2]),
            (16, [2, 2, 3, 3, 3]),
            (19, new[] { 2, 2, 4, 4, 4 }),
        }.SelectMany(v =>
            new[] { new Vgg($"vgg{v.Item1}", v.Item2, false), new Vgg($"vgg{v.Item1}_bn", v.Item2, true) }
        ),
    ];

    public override T[] Apply<T>(IOps<T> ops, Scope weights, T image)
    {
        var (x, layer) = (image, 0);
        var maps = new T[Stages.Count];
        for (var stage = 0; stage < maps.Length; stage++)
        {
            if (stage > 0)
            {
                x = ops.MaxPool(x, 2);
                layer++;
            }

            for (var i = 0; i < convolutions[stage]; i++)
            {
                var at = weights["features"];
                x = ops.Conv(x, at[layer], Stages[stage].Channels, 3, bias: true);
                x = ops.Relu(norms ? ops.BatchNorm(x, at[layer + 1]) : x);
                layer += norms ? 3 : 2;
            }

            maps[stage] = x;
        }

        return maps;
    }
}
