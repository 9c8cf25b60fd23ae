using System.Diagnostics;
using Segment.Networks;
using Segment.Trainer.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Segment.Benchmarks;

/// <summary>TorchSharp and nothing else: the same network in float32, its kernels as TorchSharp makes them, one batch that is ready,
/// TorchSharp's AdamW.</summary>
internal sealed class BareTraining : IDisposable
{
    private readonly SegmentationNetwork architecture;
    private readonly Dictionary<string, Tensor> values;
    private readonly Tensor image;
    private readonly Tensor labels;
    private readonly optim.Optimizer optimizer;

    /// <summary>Creates the network and a batch of noise.</summary>
    public BareTraining(SegmentationNetwork architecture, int chips, int side)
    {
        this.architecture = architecture;
        using var start = new TorchNetwork(architecture, 1, new ComputeDevice(DeviceType.CPU, BFloat16: false));
        var learned = start.Learned.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        values = start.Values.ToDictionary(
            v => v.Key,
            v =>
            {
                var plain = v.Value.detach().clone().contiguous();
                return learned.Contains(v.Key) ? new Parameter(plain) : plain;
            },
            StringComparer.Ordinal
        );
        image = randn(chips, BenchmarkPackage.Bands, side, side);
        labels = randint(BenchmarkPackage.Classes, [chips, side, side], dtype: ScalarType.Int64);
        optimizer = optim.AdamW(values.Values.OfType<Parameter>(), 1e-4);
    }

    /// <summary>Trains.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <returns>Their wall time.</returns>
    public double Seconds(int steps)
    {
        var ops = new TorchOps(values, training: true, reduced: false);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(architecture.Apply(ops, image), labels, ignore_index: 255);
            loss.backward();
            optimizer.step();
            _ = loss.item<float>();
        }

        return watch.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        optimizer.Dispose();
        image.Dispose();
        labels.Dispose();
        foreach (var value in values.Values)
        {
            value.Dispose();
        }
    }
}
