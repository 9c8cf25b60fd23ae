using Segment.Networks.Ops;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Segment.Trainer.Torch;

/// <summary>
/// Runs the operations on tensors. In <paramref name="reduced"/> precision the convolutions and the maps between them are
/// bfloat16; the weights that are learned, batch norm's parameters and statistics, and what leaves the network stay
/// float32 (bfloat16 has float32's range, so the loss needs no scaling).
/// </summary>
/// <param name="values">Every parameter by its full dotted name, float32.</param>
/// <param name="training">Whether batch norm uses the batch's own statistics.</param>
/// <param name="reduced">Whether convolutions run in bfloat16.</param>
/// <param name="frozen">What the names of parameters begin with whose batch norms use their own statistics; null for none.</param>
internal class TorchOps(IReadOnlyDictionary<string, Tensor> values, bool training, bool reduced, string? frozen = null)
    : IOps<Tensor>
{
    // a + b makes a scalar of its own, which the garbage collector may free while libtorch still reads it
    // (TorchSharp 0.107); this one is always held.
    private static readonly Scalar One = 1;

    /// <inheritdoc/>
    public Tensor Conv(
        Tensor x,
        Scope weights,
        int channels,
        int kernel,
        int stride = 1,
        bool bias = false,
        int dilation = 1,
        int groups = 1
    ) =>
        F.conv2d(
            Reduced(x),
            Reduced(values[weights["weight"].Path]),
            bias ? Reduced(values[weights["bias"].Path]) : null,
            strides: [Step(x.shape[2], stride), Step(x.shape[3], stride)],
            padding: [kernel / 2 * dilation, kernel / 2 * dilation],
            dilation: [dilation, dilation],
            groups: groups
        );

    // A step over a map one pixel wide goes nowhere. Left at 2, oneDNN's bfloat16 kernel takes the gradient of the weights
    // that see nothing but padding from memory that nobody wrote to, and now and then that is no number.
    private static long Step(long side, int stride) => side == 1 ? 1 : stride;

    /// <inheritdoc/>
    public Tensor Patches(Tensor x, Scope weights, int channels, int size)
    {
        var (below, right) = (Missing(x.shape[2], size), Missing(x.shape[3], size));
        return F.conv2d(
            Reduced(below + right > 0 ? F.pad(x, [0, right, 0, below]) : x),
            Reduced(values[weights["weight"].Path]),
            Reduced(values[weights["bias"].Path]),
            strides: [size, size]
        );
    }

    /// <inheritdoc/>
    public virtual Tensor BatchNorm(Tensor x, Scope weights, float epsilon = NormConstants.BatchEpsilon) =>
        F.batch_norm(
            x,
            values[weights["running_mean"].Path],
            values[weights["running_var"].Path],
            values[weights["weight"].Path],
            values[weights["bias"].Path],
            training && !(frozen is not null && weights.Path.StartsWith(frozen, StringComparison.Ordinal)),
            NormConstants.Momentum,
            epsilon
        );

    /// <inheritdoc/>
    public Tensor LayerNorm(Tensor x, Scope weights)
    {
        var (scale, shift) = (values[weights["weight"].Path], values[weights["bias"].Path]);
        var pixels = x.to_type(ScalarType.Float32).permute(0, 2, 3, 1);
        return F.layer_norm(pixels, scale.shape, scale, shift, NormConstants.LayerEpsilon).permute(0, 3, 1, 2);
    }

    /// <inheritdoc/>
    public Tensor ScaleChannels(Tensor x, Scope parameter) => x.mul(values[parameter.Path]);

    /// <inheritdoc/>
    public Tensor MaxPool(Tensor x, int kernel = 3) =>
        F.max_pool2d(x, [kernel, kernel], [2, 2], [kernel / 3, kernel / 3], [1, 1], ceil_mode: kernel == 2);

    /// <inheritdoc/>
    public Tensor AveragePool(Tensor x) =>
        F.avg_pool2d(x, [2, 2], [2, 2], [0, 0], ceil_mode: true, count_include_pad: false);

    /// <inheritdoc/>
    public Tensor PoolTo(Tensor x, int bins) => F.adaptive_avg_pool2d(x, [bins, bins]);

    /// <inheritdoc/>
    public Tensor StretchTo(Tensor x, Tensor like) =>
        F.interpolate(x, size: [like.shape[2], like.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);

    /// <inheritdoc/>
    public Tensor Activate(Tensor x, Activation function) =>
        function switch
        {
            Activation.Relu => F.relu(x),
            Activation.Relu6 => F.relu6(x),
            Activation.HardSwish => F.hardswish(x),
            Activation.HardSigmoid => F.hardsigmoid(x),
            Activation.Sigmoid => F.sigmoid(x),
            Activation.Silu => F.silu(x),
            Activation.Gelu => F.gelu(x),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, "No such function."),
        };

    /// <inheritdoc/>
    public Tensor Add(Tensor a, Tensor b) => a.add(b, One);

    /// <inheritdoc/>
    public Tensor Multiply(Tensor x, Tensor factor) => x.mul(factor);

    /// <inheritdoc/>
    public Tensor Concat(Tensor a, Tensor b) => cat([a, b], 1);

    /// <inheritdoc/>
    public Tensor UpsampleTo(Tensor x, Tensor like, int factor, Upsampling method = Upsampling.Nearest)
    {
        var (height, width) = (like.shape[2], like.shape[3]);
        var y =
            method == Upsampling.Nearest
                ? F.interpolate(x, scale_factor: [factor, factor], mode: InterpolationMode.Nearest)
                : F.interpolate(
                    x,
                    size: [x.shape[2] * factor, x.shape[3] * factor],
                    mode: InterpolationMode.Bilinear,
                    align_corners: false
                );
        return y.shape[2] == height && y.shape[3] == width ? y : y.narrow(2, 0, height).narrow(3, 0, width);
    }

    /// <inheritdoc/>
    public int Channels(Tensor x) => (int)x.shape[1];

    /// <summary>How many pixels a side lacks to be a multiple of a size.</summary>
    private static long Missing(long side, int size) => (size - (side % size)) % size;

    private Tensor Reduced(Tensor x) => reduced ? x.to_type(ScalarType.BFloat16) : x;
}
