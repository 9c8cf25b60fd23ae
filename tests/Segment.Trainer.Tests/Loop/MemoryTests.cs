using System.Diagnostics;
using Segment.Networks;
using Segment.Trainer.Data;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.State;
using Segment.Trainer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Loop;

/// <summary>A long training holds no more tensors and no more memory than a short one.</summary>
public class MemoryTests
{
    private static readonly ComputeDevice Float32 = new(DeviceType.CPU, BFloat16: false);

    [Fact]
    public void Tensors_stay_flat_over_ten_epochs() => RunAndWatch(epochs: 10);

    [Fact]
    [Trait("kind", "slow")]
    public void Tensors_and_memory_stay_flat_over_a_hundred_epochs()
    {
        var memory = RunAndWatch(epochs: 100);

        // The first epochs fill the pools of allocator and runtime.
        var (early, late) = (memory.Skip(20).Take(20).Average(), memory.TakeLast(20).Average());
        Assert.True(
            late - early < 30e6,
            $"Memory grew by {(late - early) / 1e6:0} MB from epochs 21-40 to the last 20."
        );
    }

    private static List<long> RunAndWatch(int epochs)
    {
        using var data = Toy.Data(3, 16, 8, 96);
        var (tensors, memory) = (new List<long>(), new List<long>());
        var progress = new SilentProgress(_ =>
        {
            tensors.Add(Tensor.TotalCount);
            memory.Add(Process.GetCurrentProcess().WorkingSet64);
        });
        var network = SegmentationNetwork.Create(new("unet", "light", 3, 2));
        using var model = new TorchNetwork(network, 1, Float32);
        using var average = new AveragedNetwork(network, model, Float32, EpochPlan.MinimumSteps);
        var settings = new LoopSettings(epochs, 4, 16, 16, 1e-3, 1, Patience: null) { GradientClipping = 1 };
        _ = new TrainingLoop(model, average, Float32, 2, Objective.Default, settings).Run(
            data.Training,
            data.Validation,
            progress,
            Checkpoints.None,
            default
        );

        // TorchSharp's count of this thread and the loader's; the first epoch makes what stays.
        Assert.Equal(epochs, tensors.Count);
        Assert.True(tensors[^1] <= tensors[1], $"{tensors[^1] - tensors[1]} tensors more than after the second epoch.");
        return memory;
    }
}
