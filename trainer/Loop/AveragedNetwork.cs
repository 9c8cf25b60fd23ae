using Segment.Networks;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop;

/// <summary>
/// A running average of a network's weights over its latest steps. It maps better than the weights of any single step and
/// its validation loss is steady, so that the best epoch is not a lucky one.
/// </summary>
/// <remarks>
/// Polyak and Juditsky 1992, <see href="https://doi.org/10.1137/0330046"/>; for networks, Tarvainen and Valpola,
/// <see href="https://arxiv.org/abs/1703.01780">Mean teachers are better role models</see>. Batch norms' statistics are
/// averaged with the weights that they belong to.
/// </remarks>
internal sealed class AveragedNetwork : IDisposable
{
    // Weights change little from step to step: a sample of them averages as well and costs less.
    private const int SampledSteps = 5;

    private readonly TorchNetwork source;
    private readonly double share;
    private int steps;

    /// <summary>Starts an average.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="source">The network that is trained.</param>
    /// <param name="compute">Where both live.</param>
    /// <param name="span">How many of the latest steps the average covers, about.</param>
    public AveragedNetwork(SegmentationNetwork network, TorchNetwork source, ComputeDevice compute, int span)
    {
        this.source = source;
        share = Math.Min(1, SampledSteps / (double)span);
        Network = new TorchNetwork(network, seed: 0, compute);
    }

    /// <summary>Gets the network with the averaged weights.</summary>
    public TorchNetwork Network { get; }

    /// <summary>Gets the steps that were seen.</summary>
    public int Steps => steps;

    /// <summary>Goes on from where another average of the same network was.</summary>
    /// <param name="weights">Its weights, row-major float32 by dotted name.</param>
    /// <param name="seen">The steps that it had seen.</param>
    public void Import(IReadOnlyDictionary<string, float[]> weights, int seen)
    {
        Network.Import(weights);
        steps = seen;
    }

    /// <summary>Takes in the weights of a step.</summary>
    public void Update()
    {
        if (steps++ % SampledSteps != 0)
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        // The first samples are averaged alike, so that the random start is forgotten at once.
        var weight = Math.Max(share, 1.0 / (1 + (steps / SampledSteps)));
        using var part = tensor((float)weight, device: source.Values.First().Value.device);
        foreach (var (name, value) in source.Values)
        {
            Network.Values[name].lerp_(value, part);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
