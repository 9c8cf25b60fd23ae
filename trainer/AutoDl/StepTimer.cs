using System.Diagnostics;
using Segment.Networks;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.AutoDl;

/// <summary>Measures a network on this machine for a moment, before time is given to it.</summary>
/// <param name="StepSeconds">One training step.</param>
/// <param name="MegapixelsPerSecond">How fast it answers, float32.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record StepTimer(double StepSeconds, double MegapixelsPerSecond, long Parameters)
{
    private const int Side = 256;
    private const int MostSteps = 3;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    /// <summary>Measures.</summary>
    /// <param name="network">The network.</param>
    /// <param name="compute">Where it is trained.</param>
    /// <param name="batchSize">Chips of a step.</param>
    /// <param name="chipSize">Side of a chip, in pixels.</param>
    /// <returns>What was measured; the first step, which readies memory and kernels, does not count.</returns>
    public static StepTimer Measure(SegmentationNetwork network, ComputeDevice compute, int batchSize, int chipSize)
    {
        using var model = new TorchNetwork(network, 0, compute);
        model.train();
        var step = Time(() => Step(model, compute, [batchSize, network.Spec.Bands, chipSize, chipSize]));
        model.eval();
        var answer = Time(() => Answer(model, compute, [1, network.Spec.Bands, Side, Side]));
        return new StepTimer(step, Side * Side / 1e6 / answer, network.Declare().ParameterCount);
    }

    private static double Time(Action work)
    {
        work();
        var start = Stopwatch.GetTimestamp();
        var times = new List<double>();
        while (times.Count < MostSteps && Stopwatch.GetElapsedTime(start) < Enough)
        {
            var begin = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return times.Min();
    }

    private static void Step(TorchNetwork model, ComputeDevice compute, long[] shape)
    {
        using var scope = NewDisposeScope();
        var loss = model.forward(randn(shape).to(compute.Device)).square().mean();
        loss.backward();
        _ = loss.item<float>();
        model.zero_grad();
    }

    private static void Answer(TorchNetwork model, ComputeDevice compute, long[] shape)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        _ = model.forward(randn(shape).to(compute.Device)).mean().item<float>();
    }
}
