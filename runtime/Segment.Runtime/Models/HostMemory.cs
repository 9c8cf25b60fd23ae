using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Segment.Runtime.Models;

/// <summary>Where tensors lie that this process fills and reads: ordinary memory, or memory that a GPU copies from by itself.</summary>
internal sealed unsafe class HostMemory : IDisposable
{
    /// <summary>A cache line, which is also the widest vector.</summary>
    private const nuint Alignment = 64;

    private readonly OrtMemoryInfo? info;
    private readonly OrtAllocator? allocator;

    private HostMemory(OrtMemoryInfo? info, OrtAllocator? allocator) => (this.info, this.allocator) = (info, allocator);

    /// <summary>Gets ordinary memory.</summary>
    public static HostMemory Ordinary { get; } = new(null, null);

    /// <summary>Gets the memory that CUDA has pinned to its place, which copies faster and beside the computing.</summary>
    /// <param name="session">A session on CUDA.</param>
    /// <param name="notice">Told where there is none.</param>
    /// <returns>The memory; ordinary memory, which gives the same results, where there is none.</returns>
    public static HostMemory Pinned(InferenceSession session, Action<string>? notice)
    {
        var pinned = new OrtMemoryInfo(
            OrtMemoryInfo.allocatorCUDA_PINNED,
            OrtAllocatorType.DeviceAllocator,
            0,
            OrtMemType.CpuOutput
        );
        try
        {
            return new HostMemory(pinned, new OrtAllocator(session, pinned));
        }
        catch (OnnxRuntimeException e)
        {
            pinned.Dispose();
            notice?.Invoke(
                $"Tiles go to the GPU more slowly than they could: ONNX Runtime gives no pinned memory ({e.Message.TrimEnd('.')})."
            );
            return Ordinary;
        }
    }

    /// <summary>Takes a block, filled with zeros. One above 2 GiB is always of ordinary memory.</summary>
    /// <param name="bytes">Its size.</param>
    /// <returns>The block.</returns>
    public MemoryBlock Allocate(long bytes)
    {
        var block =
            allocator is null || bytes > int.MaxValue
                ? new MemoryBlock(
                    (nint)NativeMemory.AlignedAlloc((nuint)bytes, Alignment),
                    OrtMemoryInfo.DefaultInstance,
                    null
                )
                : AllocatePinned(allocator, bytes);
        NativeMemory.Clear((void*)block.Address, (nuint)bytes);
        return block;
    }

    /// <summary>A tensor is how the managed interface hands out memory with its address.</summary>
    private MemoryBlock AllocatePinned(OrtAllocator from, long bytes)
    {
        var owner = OrtValue.CreateAllocatedTensorValue(from, TensorElementType.UInt8, [bytes]);
        ref var first = ref MemoryMarshal.GetReference(owner.GetTensorMutableRawData());
        return new MemoryBlock((nint)Unsafe.AsPointer(ref first), info!, owner);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (allocator is not null)
        {
            allocator.Dispose();
            info!.Dispose();
        }
    }
}
