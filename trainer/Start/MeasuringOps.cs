using Segment.Networks.Ops;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Start;

/// <summary>Runs a network as in inference and notes the statistics of what each batch norm reads.</summary>
/// <param name="values">Every parameter by its full dotted name, float32.</param>
/// <param name="moments">Where the sums are kept: values, squares and count for each norm and channel; they grow.</param>
internal sealed class MeasuringOps(
    IReadOnlyDictionary<string, Tensor> values,
    Dictionary<string, ChannelMoments> moments
) : TorchOps(values, training: false, reduced: false)
{
    /// <inheritdoc/>
    public override Tensor BatchNorm(Tensor x, Scope weights, float epsilon = NormConstants.BatchEpsilon)
    {
        if (!moments.TryGetValue(weights.Path, out var sums))
        {
            moments[weights.Path] = sums = new ChannelMoments(Channels(x), epsilon);
        }

        using (NewDisposeScope())
        {
            var samples = x.to_type(ScalarType.Float64);
            sums.Add(
                samples.sum([0L, 2, 3]).cpu().data<double>().ToArray(),
                samples.square().sum([0L, 2, 3]).cpu().data<double>().ToArray(),
                x.shape[0] * x.shape[2] * x.shape[3]
            );
        }

        return base.BatchNorm(x, weights, epsilon);
    }
}
