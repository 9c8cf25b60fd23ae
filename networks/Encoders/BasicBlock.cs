using Segment.Networks.Ops;

namespace Segment.Networks.Encoders;

/// <summary>The residual block of two 3×3 convolutions. Parameter names follow torchvision.</summary>
/// <remarks>He et al., <see href="https://arxiv.org/abs/1512.03385">Deep residual learning</see>, figure 5, left.</remarks>
internal static class BasicBlock
{
    /// <summary>Adds what two convolutions find to the input, or to its 1×1 projection where the shape changes.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="w">The block's parameters.</param>
    /// <param name="x">Input, (N, C, H, W).</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="stride">Stride of the first convolution.</param>
    /// <returns>(N, channels, ceil(H / stride), ceil(W / stride)).</returns>
    public static T Apply<T>(IOps<T> ops, Scope w, T x, int channels, int stride)
    {
        var y = ops.Relu(ops.BatchNorm(ops.Conv(x, w["conv1"], channels, 3, stride), w["bn1"]));
        y = ops.BatchNorm(ops.Conv(y, w["conv2"], channels, 3), w["bn2"]);
        var skip =
            stride == 1 && ops.Channels(x) == channels
                ? x
                : ops.BatchNorm(ops.Conv(x, w["downsample"][0], channels, 1, stride), w["downsample"][1]);
        return ops.Relu(ops.Add(y, skip));
    }
}
