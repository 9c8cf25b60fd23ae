using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Segment.Runtime.Models;

/// <summary>A block of <see cref="HostMemory"/>.</summary>
/// <param name="Address">Where it begins.</param>
/// <param name="Info">How ONNX Runtime calls the memory.</param>
/// <param name="Owner">What it belongs to; null where it is ordinary memory.</param>
internal readonly record struct MemoryBlock(nint Address, OrtMemoryInfo Info, IDisposable? Owner)
{
    /// <summary>Gives the block back.</summary>
    public unsafe void Free()
    {
        if (Owner is null)
        {
            NativeMemory.AlignedFree((void*)Address);
        }
        else
        {
            Owner.Dispose();
        }
    }
}
