using Segment.Networks.Ops;
using Segment.PackageFormat;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter;

/// <summary>A convolution whose weights are not in the graph yet, so that a batch norm can still be folded into them.</summary>
/// <param name="name">Where its parameters live.</param>
/// <param name="shape">The kernel's dimensions, (out, in, height, width).</param>
/// <param name="kernel">The kernel; folding changes it.</param>
/// <param name="bias">One constant per output channel; null for none.</param>
internal sealed class OpenConvolution(Scope name, long[] shape, float[] kernel, float[]? bias)
{
    /// <summary>Gets where its parameters live.</summary>
    public Scope Name { get; } = name;

    /// <summary>Gets the kernel's dimensions, (out, in, height, width).</summary>
    public long[] Shape { get; } = shape;

    /// <summary>Gets the kernel, row-major.</summary>
    public float[] Kernel { get; } = kernel;

    /// <summary>Gets one constant per output channel; null for none.</summary>
    public float[]? Bias { get; private set; } = bias;

    /// <summary>Gets or sets its node, which lacks the weights as inputs.</summary>
    public NodeProto Node { get; set; } = new();

    /// <summary>
    /// Folds a batch norm: with f = weight / sqrt(running_var + epsilon), the kernel becomes f · kernel and the constant
    /// bias + (constant − running_mean) · f. Computed in double precision and rounded once.
    /// </summary>
    /// <param name="weights">The network's weights.</param>
    /// <param name="norm">Where the batch norm's parameters live.</param>
    /// <param name="epsilon">The batch norm's epsilon.</param>
    /// <exception cref="SegmentDataException">A variance is negative.</exception>
    public void Fold(NetworkWeights weights, Scope norm, float epsilon)
    {
        var channels = (int)Shape[0];
        var factors = new NormFactors(weights, norm, channels, epsilon);
        var folded = new float[channels];
        var perChannel = Kernel.Length / channels;
        for (var c = 0; c < channels; c++)
        {
            folded[c] = (float)(((Bias?[c] ?? 0.0) * factors.Factor[c]) + factors.Shift[c]);
            foreach (ref var value in Kernel.AsSpan(c * perChannel, perChannel))
            {
                value = (float)(value * factors.Factor[c]);
            }
        }

        Bias = folded;
    }
}
