namespace Segment.Networks.Ops;

/// <summary>
/// Follows how far an input pixel reaches: through kernels, strides, pools and nearest up-sampling, whose phase makes
/// the reach differ from one pixel to the next. The bound is exact: no value outside it can change, and weights in
/// general position attain it.
/// </summary>
/// <remarks>
/// Araujo et al., <see href="https://distill.pub/2019/computing-receptive-fields/">Computing receptive fields of
/// convolutional neural networks</see>, gives the rule for one path; here it is evaluated for every phase of the
/// network's stride and every path.
/// </remarks>
public sealed class ReceptiveFieldOps : IOps<PixelReach>
{
    /// <inheritdoc/>
    public PixelReach Conv(PixelReach x, Scope weights, int channels, int kernel, int stride = 1, bool bias = false) =>
        Window(x, channels, kernel, stride);

    /// <inheritdoc/>
    public PixelReach BatchNorm(PixelReach x, Scope weights) => x;

    /// <inheritdoc/>
    public PixelReach MaxPool(PixelReach x) => Window(x, x.Channels, 3, 2);

    /// <inheritdoc/>
    public PixelReach Relu(PixelReach x) => x;

    /// <inheritdoc/>
    public PixelReach Add(PixelReach a, PixelReach b) => Union(a, b, a.Channels);

    /// <inheritdoc/>
    public PixelReach Concat(PixelReach a, PixelReach b) => Union(a, b, a.Channels + b.Channels);

    /// <inheritdoc/>
    public PixelReach UpsampleTo(PixelReach x, PixelReach like, int factor) =>
        new(x.Channels, x.Stride / factor, x.Period * factor, i => x.At(i / factor));

    /// <inheritdoc/>
    public int Channels(PixelReach x) => x.Channels;

    private static PixelReach Window(PixelReach x, int channels, int kernel, int stride) =>
        new(
            channels,
            x.Stride * stride,
            LeastCommonMultiple(x.Period, stride) / stride,
            i => (x.At((i * stride) - (kernel / 2)).First, x.At((i * stride) + (kernel / 2)).Last)
        );

    private static PixelReach Union(PixelReach a, PixelReach b, int channels) =>
        new(
            channels,
            a.Stride,
            LeastCommonMultiple(a.Period, b.Period),
            i => (Math.Min(a.At(i).First, b.At(i).First), Math.Max(a.At(i).Last, b.At(i).Last))
        );

    private static int LeastCommonMultiple(int a, int b)
    {
        var (x, y) = (a, b);
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }

        return a / x * b;
    }
}
