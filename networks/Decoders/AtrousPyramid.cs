using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>Atrous spatial pyramid pooling: one map looked at with several spans, and as a whole.</summary>
/// <remarks>
/// Chen et al., <see href="https://arxiv.org/abs/1706.05587">Rethinking atrous convolution</see>, section 3.3. Parameter
/// names follow segmentation_models.pytorch; its dropout is not used.
/// </remarks>
internal static class AtrousPyramid
{
    /// <summary>Channels of every branch and of the result.</summary>
    public const int Channels = 256;

    /// <summary>Applies the pyramid.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="w">Its parameters.</param>
    /// <param name="x">Input, (N, C, H, W).</param>
    /// <param name="rates">Dilation of each 3×3 branch.</param>
    /// <param name="separable">Whether those branches convolve each channel by itself first.</param>
    /// <returns>(N, <see cref="Channels"/>, H, W).</returns>
    public static T Apply<T>(IOps<T> ops, Scope w, T x, int[] rates, bool separable)
    {
        var y = ops.ConvNorm(w["convs"][0], x, Channels, 1);
        for (var i = 0; i < rates.Length; i++)
        {
            var at = w["convs"][i + 1];
            var branch = separable
                ? Separable(ops, at, x, rates[i])
                : ops.ConvNorm(at, x, Channels, 3, dilation: rates[i]);
            y = ops.Concat(y, branch);
        }

        var pooling = w["convs"][rates.Length + 1];
        var whole = ops.Conv(ops.PoolTo(x, 1), pooling[1], Channels, 1);
        whole = ops.Relu(ops.BatchNorm(whole, pooling[2]));
        return ops.ConvNorm(w["project"], ops.Concat(y, ops.StretchTo(whole, x)), Channels, 1);
    }

    /// <summary>Convolves each channel by itself, then mixes them: <c>0.0</c>, <c>0.1</c>, batch norm <c>1</c>, ReLU.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="w">Its parameters.</param>
    /// <param name="x">Input, (N, C, H, W).</param>
    /// <param name="dilation">Distance of the taps, in pixels.</param>
    /// <returns>(N, <see cref="Channels"/>, H, W).</returns>
    public static T Separable<T>(IOps<T> ops, Scope w, T x, int dilation = 1)
    {
        var inputs = ops.Channels(x);
        var y = ops.Conv(x, w[0][0], inputs, 3, dilation: dilation, groups: inputs);
        return ops.Relu(ops.BatchNorm(ops.Conv(y, w[0][1], Channels, 1), w[1]));
    }
}
