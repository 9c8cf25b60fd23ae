namespace Segment.Networks.Ops;

/// <summary>
/// Keeps a backbone's maps at a finer stride than it was drawn with: a step that would go beyond
/// <paramref name="outputStride"/> is not taken, and the taps of all later convolutions lie that much farther apart, so that
/// they see what they saw before. Parameters and their names stay the same, and so do published weights.
/// </summary>
/// <remarks>
/// Chen et al., <see href="https://arxiv.org/abs/1706.05587">Rethinking atrous convolution</see>, section 3.1. As in
/// torchvision, the convolution whose stride is left out still has its old taps. A pool of stride 2 beyond the output stride
/// is left out whole.
/// </remarks>
/// <typeparam name="T">The inner interpreter's value.</typeparam>
/// <param name="inner">The interpreter that does the work.</param>
/// <param name="outputStride">The coarsest stride, in pixels.</param>
internal sealed class DilatedOps<T>(IOps<T> inner, int outputStride) : IOps<Dilated<T>>
{
    /// <inheritdoc/>
    public Dilated<T> Conv(
        Dilated<T> x,
        Scope weights,
        int channels,
        int kernel,
        int stride = 1,
        bool bias = false,
        int dilation = 1,
        int groups = 1
    )
    {
        var taken = x.Stride * stride > outputStride ? 1 : stride;
        var y = inner.Conv(x.Value, weights, channels, kernel, taken, bias, dilation * x.Dilation, groups);
        return new(y, x.Stride * taken, x.Dilation * (stride / taken));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The patches lie beyond the output stride: they cannot be dilated.</exception>
    public Dilated<T> Patches(Dilated<T> x, Scope weights, int channels, int size) =>
        x.Stride * size > outputStride
            ? throw new InvalidOperationException(
                $"Patches '{weights.Path}' of {size} pixels cannot be dilated to an output stride of {outputStride}."
            )
            : new(inner.Patches(x.Value, weights, channels, size), x.Stride * size, x.Dilation);

    /// <inheritdoc/>
    public Dilated<T> BatchNorm(Dilated<T> x, Scope weights, float epsilon = NormConstants.BatchEpsilon) =>
        x with
        {
            Value = inner.BatchNorm(x.Value, weights, epsilon),
        };

    /// <inheritdoc/>
    public Dilated<T> LayerNorm(Dilated<T> x, Scope weights) => x with { Value = inner.LayerNorm(x.Value, weights) };

    /// <inheritdoc/>
    public Dilated<T> ScaleChannels(Dilated<T> x, Scope parameter) =>
        x with
        {
            Value = inner.ScaleChannels(x.Value, parameter),
        };

    /// <inheritdoc/>
    public Dilated<T> MaxPool(Dilated<T> x, int kernel = 3) => Pool(x, value => inner.MaxPool(value, kernel));

    /// <inheritdoc/>
    public Dilated<T> AveragePool(Dilated<T> x) => Pool(x, inner.AveragePool);

    /// <inheritdoc/>
    public Dilated<T> PoolTo(Dilated<T> x, int bins) => x with { Value = inner.PoolTo(x.Value, bins) };

    /// <inheritdoc/>
    public Dilated<T> StretchTo(Dilated<T> x, Dilated<T> like) =>
        like with
        {
            Value = inner.StretchTo(x.Value, like.Value),
        };

    /// <inheritdoc/>
    public Dilated<T> Activate(Dilated<T> x, Activation function) =>
        x with
        {
            Value = inner.Activate(x.Value, function),
        };

    /// <inheritdoc/>
    public Dilated<T> Add(Dilated<T> a, Dilated<T> b) => a with { Value = inner.Add(a.Value, b.Value) };

    /// <inheritdoc/>
    public Dilated<T> Multiply(Dilated<T> x, Dilated<T> factor) =>
        x with
        {
            Value = inner.Multiply(x.Value, factor.Value),
        };

    /// <inheritdoc/>
    public Dilated<T> Concat(Dilated<T> a, Dilated<T> b) => a with { Value = inner.Concat(a.Value, b.Value) };

    /// <inheritdoc/>
    public Dilated<T> UpsampleTo(Dilated<T> x, Dilated<T> like, int factor, Upsampling method = Upsampling.Nearest) =>
        like with
        {
            Value = inner.UpsampleTo(x.Value, like.Value, factor, method),
        };

    /// <inheritdoc/>
    public int Channels(Dilated<T> x) => inner.Channels(x.Value);

    private Dilated<T> Pool(Dilated<T> x, Func<T, T> pool) =>
        x.Stride * 2 > outputStride
            ? x with
            {
                Dilation = x.Dilation * 2,
            }
            : new(pool(x.Value), x.Stride * 2, x.Dilation);
}
