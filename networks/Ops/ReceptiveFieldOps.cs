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
    public PixelReach Conv(
        PixelReach x,
        Scope weights,
        int channels,
        int kernel,
        int stride = 1,
        bool bias = false,
        int dilation = 1,
        int groups = 1
    ) => Window(x, channels, stride, -(kernel / 2) * dilation, kernel / 2 * dilation);

    /// <inheritdoc/>
    public PixelReach Patches(PixelReach x, Scope weights, int channels, int size) =>
        Window(x, channels, size, 0, size - 1);

    /// <inheritdoc/>
    public PixelReach BatchNorm(PixelReach x, Scope weights, float epsilon = NormConstants.BatchEpsilon) => x;

    /// <inheritdoc/>
    public PixelReach LayerNorm(PixelReach x, Scope weights) => x;

    /// <inheritdoc/>
    public PixelReach ScaleChannels(PixelReach x, Scope parameter) => x;

    /// <inheritdoc/>
    public PixelReach MaxPool(PixelReach x, int kernel = 3) => Window(x, x.Channels, 2, 2 - kernel, 1);

    /// <inheritdoc/>
    public PixelReach AveragePool(PixelReach x) => Window(x, x.Channels, 2, 0, 1);

    /// <inheritdoc/>
    public PixelReach PoolTo(PixelReach x, int bins) => new(x.Channels, 1, 1, i => (i, i), isGlobal: true);

    /// <inheritdoc/>
    public PixelReach StretchTo(PixelReach x, PixelReach like) =>
        new(x.Channels, like.Stride, 1, i => (i * like.Stride, i * like.Stride), isGlobal: true);

    /// <inheritdoc/>
    public PixelReach Activate(PixelReach x, Activation function) => x;

    /// <inheritdoc/>
    public PixelReach Add(PixelReach a, PixelReach b) => Union(a, b, a.Channels);

    /// <inheritdoc/>
    public PixelReach Multiply(PixelReach x, PixelReach factor) =>
        factor.IsGlobal ? new(x.Channels, x.Stride, x.Period, x.At, isGlobal: true) : Union(x, factor, x.Channels);

    /// <inheritdoc/>
    public PixelReach Concat(PixelReach a, PixelReach b) => Union(a, b, a.Channels + b.Channels);

    /// <inheritdoc/>
    public PixelReach UpsampleTo(PixelReach x, PixelReach like, int factor, Upsampling method = Upsampling.Nearest) =>
        new(
            x.Channels,
            x.Stride / factor,
            x.Period * factor,
            i => method == Upsampling.Nearest ? x.At(i / factor) : Between(x, i, factor),
            x.IsGlobal
        );

    /// <inheritdoc/>
    public int Channels(PixelReach x) => x.Channels;

    /// <summary>Row i reads at (i + ½) / factor − ½ = (2 i + 1 − factor) / (2 factor): between two rows, or on one.</summary>
    private static (int First, int Last) Between(PixelReach x, int i, int factor)
    {
        var place = (2 * i) + 1 - factor;
        var below = (int)Math.Floor(place / (2.0 * factor));
        var above = below * 2 * factor == place ? below : below + 1;
        return (x.At(below).First, x.At(above).Last);
    }

    private static PixelReach Window(PixelReach x, int channels, int stride, int before, int after) =>
        new(
            channels,
            x.Stride * stride,
            LeastCommonMultiple(x.Period, stride) / stride,
            i => (x.At((i * stride) + before).First, x.At((i * stride) + after).Last),
            x.IsGlobal
        );

    private static PixelReach Union(PixelReach a, PixelReach b, int channels) =>
        new(
            channels,
            a.Stride,
            LeastCommonMultiple(a.Period, b.Period),
            i => (Math.Min(a.At(i).First, b.At(i).First), Math.Max(a.At(i).Last, b.At(i).Last)),
            a.IsGlobal || b.IsGlobal
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
