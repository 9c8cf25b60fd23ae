namespace Segment.Networks.Ops;

/// <summary>The layers that most architectures are made of.</summary>
internal static class ConvolutionLayers
{
    /// <summary>Clamps negative values to zero.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="x">Input of any shape.</param>
    /// <returns>Same shape as <paramref name="x"/>.</returns>
    public static T Relu<T>(this IOps<T> ops, T x) => ops.Activate(x, Activation.Relu);

    /// <summary>Convolution <c>0</c>, batch norm <c>1</c> and, unless it is null, an activation.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="w">The layer's parameters.</param>
    /// <param name="x">Input, (N, C, H, W).</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="kernel">Kernel side, in pixels.</param>
    /// <param name="stride">Stride, in pixels.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="dilation">Distance of the taps, in pixels.</param>
    /// <param name="activation">The function at the end.</param>
    /// <param name="epsilon">The batch norm's epsilon.</param>
    /// <returns>(N, channels, ceil(H / stride), ceil(W / stride)).</returns>
    public static T ConvNorm<T>(
        this IOps<T> ops,
        Scope w,
        T x,
        int channels,
        int kernel,
        int stride = 1,
        int groups = 1,
        int dilation = 1,
        Activation? activation = Activation.Relu,
        float epsilon = NormConstants.BatchEpsilon
    )
    {
        var y = ops.Conv(x, w[0], channels, kernel, stride, dilation: dilation, groups: groups);
        y = ops.BatchNorm(y, w[1], epsilon);
        return activation is { } function ? ops.Activate(y, function) : y;
    }

    /// <summary>
    /// Weighs the channels by what the whole map holds: mean, <c>fc1</c>, activation, <c>fc2</c>, gate.
    /// </summary>
    /// <remarks>Hu et al., <see href="https://arxiv.org/abs/1709.01507">Squeeze-and-excitation networks</see>.</remarks>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="w">The layer's parameters.</param>
    /// <param name="x">Input, (N, C, H, W).</param>
    /// <param name="squeezed">Channels between the two steps.</param>
    /// <param name="activation">The function between the two steps.</param>
    /// <param name="gate">The function at the end.</param>
    /// <returns>Same shape as <paramref name="x"/>.</returns>
    public static T SqueezeExcite<T>(
        this IOps<T> ops,
        Scope w,
        T x,
        int squeezed,
        Activation activation,
        Activation gate
    )
    {
        var y = ops.Activate(ops.Conv(ops.PoolTo(x, 1), w["fc1"], squeezed, 1, bias: true), activation);
        y = ops.Conv(y, w["fc2"], ops.Channels(x), 1, bias: true);
        return ops.Multiply(x, ops.Activate(y, gate));
    }
}
