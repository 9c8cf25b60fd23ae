using Segment.Networks.Ops;

namespace Segment.Networks.Encoders;

/// <summary>The residual block of a 1×1, a 3×3 and a 1×1 convolution. Parameter names follow torchvision.</summary>
/// <remarks>
/// He et al., <see href="https://arxiv.org/abs/1512.03385">Deep residual learning</see>, figure 5, right; the stride lies in
/// the 3×3 convolution, as in torchvision (ResNet "v1.5"), whose checkpoints this block takes.
/// </remarks>
internal static class Bottleneck
{
    /// <summary>Output channels for each channel of the 3×3 convolution.</summary>
    public const int Expansion = 4;

    /// <summary>Adds what three convolutions find to the input, or to its 1×1 projection where the shape changes.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="w">The block's parameters.</param>
    /// <param name="x">Input, (N, C, H, W).</param>
    /// <param name="width">Channels of the 3×3 convolution.</param>
    /// <param name="stride">Its stride.</param>
    /// <returns>(N, 4 · width, ceil(H / stride), ceil(W / stride)).</returns>
    public static T Apply<T>(IOps<T> ops, Scope w, T x, int width, int stride)
    {
        var channels = width * Expansion;
        var y = ops.Relu(ops.BatchNorm(ops.Conv(x, w["conv1"], width, 1), w["bn1"]));
        y = ops.Relu(ops.BatchNorm(ops.Conv(y, w["conv2"], width, 3, stride), w["bn2"]));
        y = ops.BatchNorm(ops.Conv(y, w["conv3"], channels, 1), w["bn3"]);
        var skip =
            stride == 1 && ops.Channels(x) == channels
                ? x
                : ops.BatchNorm(ops.Conv(x, w["downsample"][0], channels, 1, stride), w["downsample"][1]);
        return ops.Relu(ops.Add(y, skip));
    }
}
