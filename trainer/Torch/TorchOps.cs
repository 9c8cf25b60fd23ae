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
internal sealed class TorchOps(IReadOnlyDictionary<string, Tensor> values, bool training, bool reduced) : IOps<Tensor>
{
    // a + b makes a scalar of its own, which the garbage collector may free while libtorch still reads it
    // (TorchSharp 0.107); this one is always held.
    private static readonly Scalar One = 1;

    /// <inheritdoc/>
    public Tensor Conv(Tensor x, Scope weights, int channels, int kernel, int stride = 1, bool bias = false) =>
        F.conv2d(
            Reduced(x),
            Reduced(values[weights["weight"].Path]),
            bias ? Reduced(values[weights["bias"].Path]) : null,
            strides: [stride, stride],
            padding: [kernel / 2, kernel / 2]
        );

    /// <inheritdoc/>
    public Tensor BatchNorm(Tensor x, Scope weights) =>
        F.batch_norm(
            x,
            values[weights["running_mean"].Path],
            values[weights["running_var"].Path],
            values[weights["weight"].Path],
            values[weights["bias"].Path],
            training,
            BatchNormConstants.Momentum,
            BatchNormConstants.Epsilon
        );

    /// <inheritdoc/>
    public Tensor MaxPool(Tensor x) => F.max_pool2d(x, 3, 2, 1);

    /// <inheritdoc/>
    public Tensor Relu(Tensor x) => F.relu(x);

    /// <inheritdoc/>
    public Tensor Add(Tensor a, Tensor b) => a.add(b, One);

    /// <inheritdoc/>
    public Tensor Concat(Tensor a, Tensor b) => cat([a, b], 1);

    /// <inheritdoc/>
    public Tensor UpsampleTo(Tensor x, Tensor like, int factor)
    {
        var (height, width) = (like.shape[2], like.shape[3]);
        var y = F.interpolate(x, scale_factor: [factor, factor], mode: InterpolationMode.Nearest);
        return y.shape[2] == height && y.shape[3] == width ? y : y.narrow(2, 0, height).narrow(3, 0, width);
    }

    /// <inheritdoc/>
    public int Channels(Tensor x) => (int)x.shape[1];

    private Tensor Reduced(Tensor x) => reduced ? x.to_type(ScalarType.BFloat16) : x;
}
