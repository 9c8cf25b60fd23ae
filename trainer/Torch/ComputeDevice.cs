using Segment.PackageFormat;
using Segment.Trainer.Options;
using TorchSharp;

namespace Segment.Trainer.Torch;

/// <summary>Where the network runs, and whether its convolutions run in bfloat16 while training.</summary>
/// <param name="Type">The kind of device.</param>
/// <param name="BFloat16">Whether the device multiplies bfloat16 natively; elsewhere it is slower than float32.</param>
internal sealed record ComputeDevice(DeviceType Type, bool BFloat16)
{
    private const string CpuFlags = "/proc/cpuinfo";

    /// <summary>Gets the device's name in definitions: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Name => Type == DeviceType.CUDA ? "cuda" : "cpu";

    /// <summary>Gets what results depend on, device and arithmetic: such as <c>cpu (bfloat16)</c>.</summary>
    public string Label => BFloat16 ? $"{Name} (bfloat16)" : Name;

    /// <summary>Gets the device for TorchSharp.</summary>
    public torch.Device Device => new(Type);

    /// <summary>Finds the device that was asked for.</summary>
    /// <param name="wanted">Which one.</param>
    /// <param name="precision">How its convolutions shall run.</param>
    /// <param name="notice">Told which device it is and how it computes.</param>
    /// <returns>The device.</returns>
    /// <exception cref="SegmentEnvironmentException">CUDA was asked for and there is none, or libtorch cannot be loaded.</exception>
    public static ComputeDevice Find(TrainingDevice wanted, TrainingPrecision precision, Action<string> notice)
    {
        var cuda = wanted != TrainingDevice.Cpu && CudaIsAvailable();
        if (wanted == TrainingDevice.Cuda && !cuda)
        {
            throw new SegmentEnvironmentException(
                "--device is cuda, but libtorch finds no CUDA device. Build with -p:Accelerator=cuda on a machine with an "
                    + "NVIDIA driver, or use --device cpu."
            );
        }

        var native = cuda || CpuHasBFloat16();
        var device = new ComputeDevice(
            cuda ? DeviceType.CUDA : DeviceType.CPU,
            precision == TrainingPrecision.Auto ? native : precision == TrainingPrecision.BFloat16
        );
        if (device.BFloat16 && !native)
        {
            notice(
                "This processor does not multiply bfloat16 itself (it lacks avx512_bf16): --precision bfloat16 will be slower than float32."
            );
        }

        var text = device.BFloat16 ? "bfloat16 convolutions" : "float32";
        notice(
            $"Training runs on {device.Name} with {text} and {torch.get_num_threads()} threads; validation and export use float32."
        );
        return device;
    }

    /// <summary>Tells whether the processor multiplies bfloat16: Intel's and AMD's flag <c>avx512_bf16</c>.</summary>
    /// <returns>False also where the flags cannot be read.</returns>
    public static bool CpuHasBFloat16() =>
        File.Exists(CpuFlags)
        && File.ReadLines(CpuFlags)
            .Where(line => line.StartsWith("flags", StringComparison.Ordinal))
            .Take(1)
            .Any(line => line.Split(' ').Contains("avx512_bf16", StringComparer.Ordinal));

    private static bool CudaIsAvailable()
    {
        try
        {
            return torch.cuda.is_available();
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            throw new SegmentEnvironmentException(
                "libtorch cannot be loaded, so nothing can be trained. Build again with './segment build', which makes it fit "
                    + $"the machine's libstdc++. The loader says: {e.GetBaseException().Message}",
                e
            );
        }
    }
}
