using Segment.Networks.Ops;
using Segment.PackageFormat;

namespace Segment.Exporter;

/// <summary>A batch norm in inference: each channel is multiplied by a factor and moved by a shift.</summary>
internal sealed class NormFactors
{
    /// <summary>
    /// Reads a batch norm: factor = weight / sqrt(running_var + epsilon), shift = bias − running_mean · factor, in double
    /// precision.
    /// </summary>
    /// <param name="weights">The network's weights.</param>
    /// <param name="norm">Where its parameters live.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <exception cref="SegmentDataException">A variance is negative, or a value is not finite.</exception>
    public NormFactors(NetworkWeights weights, Scope norm, int channels, float epsilon)
    {
        var scale = weights.Read(norm["weight"], channels);
        var bias = weights.Read(norm["bias"], channels);
        var mean = weights.Read(norm["running_mean"], channels);
        var variance = weights.Read(norm["running_var"], channels);
        (Factor, Shift) = (new double[channels], new double[channels]);
        for (var c = 0; c < channels; c++)
        {
            if (variance[c] < 0)
            {
                throw new SegmentDataException(
                    $"Parameter '{norm["running_var"].Path}' holds {variance[c]}, and a variance is never negative: "
                        + "the weights are damaged. Train again, or restore the run's folder."
                );
            }

            Factor[c] = scale[c] / Math.Sqrt(variance[c] + (double)epsilon);
            Shift[c] = bias[c] - (mean[c] * Factor[c]);
        }
    }

    /// <summary>Gets what each channel is multiplied by.</summary>
    public double[] Factor { get; }

    /// <summary>Gets what is added to each channel afterwards.</summary>
    public double[] Shift { get; }
}
