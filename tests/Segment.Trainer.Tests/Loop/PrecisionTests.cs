using Segment.Networks;
using Segment.Trainer.Data;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.State;
using Segment.Trainer.Options;
using Segment.Trainer.Torch;
using TorchSharp;

namespace Segment.Trainer.Tests.Loop;

public class PrecisionTests
{
    // Two trainings of this toy that differ in their seed alone lie within this of each other.
    private const double Bound = 0.01;

    [Fact]
    public void Training_in_bfloat16_is_as_accurate_as_in_float32()
    {
        var (reduced, full) = (Accuracy(bfloat16: true), Accuracy(bfloat16: false));
        Assert.InRange(full, 0.98, 1);
        Assert.InRange(reduced, full - Bound, 1);
    }

    [Fact]
    public void Precision_can_be_asked_for()
    {
        Assert.False(ComputeDevice.Find(TrainingDevice.Cpu, TrainingPrecision.Float32, _ => { }).BFloat16);
        var told = new List<string>();
        Assert.True(ComputeDevice.Find(TrainingDevice.Cpu, TrainingPrecision.BFloat16, told.Add).BFloat16);
        Assert.Equal(
            !ComputeDevice.CpuHasBFloat16(),
            told.Any(t => t.Contains("will be slower than float32", StringComparison.Ordinal))
        );
        Assert.Equal(
            ComputeDevice.CpuHasBFloat16(),
            ComputeDevice.Find(TrainingDevice.Cpu, TrainingPrecision.Auto, _ => { }).BFloat16
        );
    }

    private static double Accuracy(bool bfloat16)
    {
        using var data = Toy.Data(3, 32, 16, 160);
        var compute = new ComputeDevice(DeviceType.CPU, bfloat16);
        var network = SegmentationNetwork.Create(new("unet", "light", 3, 2));
        using var model = new TorchNetwork(network, 1, compute);
        using var average = new AveragedNetwork(network, model, compute, EpochPlan.MinimumSteps);
        var settings = new LoopSettings(5, 8, 32, 32, 5e-3, 1, Patience: null);
        return new TrainingLoop(model, average, compute, 2, Objective.Default, settings)
            .Run(data.Training, data.Validation, new SilentProgress(), Checkpoints.None, default)
            .Best.Matrix.Accuracy;
    }
}
