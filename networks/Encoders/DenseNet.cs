using Segment.Networks.Ops;

namespace Segment.Networks.Encoders;

/// <summary>Networks in which each layer reads all layers before it. Parameter names follow torchvision.</summary>
/// <remarks>
/// Huang et al., <see href="https://arxiv.org/abs/1608.06993">Densely connected convolutional networks</see>, table 1. What a
/// decoder gets of a block is its normalized and activated output, before the transition halves it.
/// </remarks>
internal sealed class DenseNet(string name, int first, int growth, int[] layers)
    : Encoder(name, [.. Pyramid(first, growth, layers)], "https://arxiv.org/abs/1608.06993")
{
    // Section 3: "each 1×1 convolution produces 4k feature maps".
    private const int BottleneckFactor = 4;

    public static Encoder[] Family { get; } =
    [
        new DenseNet("densenet121", 64, 32, [6, 12, 24, 16]),
        new DenseNet("densenet161", 96, 48, [6, 12, 36, 24]),
        new DenseNet("densenet169", 64, 32, [6, 12, 32, 32]),
        new DenseNet("densenet201", 64, 32, [6, 12, 48, 32]),
    ];

    // Its pools cannot be left out: what follows them is normalized and also passed on as it is.
    public override bool CanDilate => false;

    // torchvision's files still have the names that PyTorch 0.3 allowed (torchvision/models/densenet.py, _load_state_dict).
    public override IReadOnlyList<PublishedForm> Published =>
        [
            new(PublishedForm.Torchvision, Name) { Renamed = [.. layers.SelectMany(FileNames)] },
            new(PublishedForm.Timm, Name),
        ];

    public override T[] Apply<T>(IOps<T> ops, Scope weights, T image)
    {
        var at = weights["features"];
        var x = ops.Relu(ops.BatchNorm(ops.Conv(image, at["conv0"], first, 7, 2), at["norm0"]));
        var maps = new List<T> { x };
        x = ops.MaxPool(x);
        for (var block = 1; block <= layers.Length; block++)
        {
            for (var layer = 1; layer <= layers[block - 1]; layer++)
            {
                x = ops.Concat(x, Layer(ops, at[$"denseblock{block}"][$"denselayer{layer}"], x));
            }

            var last = block == layers.Length;
            var transition = at[$"transition{block}"];
            x = ops.Relu(ops.BatchNorm(x, last ? at["norm5"] : transition["norm"]));
            maps.Add(x);
            x = last ? x : ops.AveragePool(ops.Conv(x, transition["conv"], ops.Channels(x) / 2, 1));
        }

        return [.. maps];
    }

    private static IEnumerable<(string Theirs, string Ours)> FileNames(int count, int block) =>
        from layer in Enumerable.Range(1, count)
        let at = $"features.denseblock{block + 1}.denselayer{layer}"
        from part in new[] { "norm", "conv" }
        from step in new[] { 1, 2 }
        select ($"{at}.{part}.{step}", $"{at}.{part}{step}");

    private T Layer<T>(IOps<T> ops, Scope w, T x)
    {
        var y = ops.Conv(ops.Relu(ops.BatchNorm(x, w["norm1"])), w["conv1"], BottleneckFactor * growth, 1);
        return ops.Conv(ops.Relu(ops.BatchNorm(y, w["norm2"])), w["conv2"], growth, 3);
    }

    private static IEnumerable<FeatureStage> Pyramid(int first, int growth, int[] layers)
    {
        yield return new(first, 2);
        var (channels, stride) = (first, 4);
        foreach (var count in layers)
        {
            channels += count * growth;
            yield return new(channels, stride);
            (channels, stride) = (channels / 2, stride * 2);
        }
    }
}
