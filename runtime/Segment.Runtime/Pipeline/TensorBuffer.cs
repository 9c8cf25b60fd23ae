using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Segment.Runtime.Models;

namespace Segment.Runtime.Pipeline;

/// <summary>A tensor in native memory that readers fill and ONNX Runtime sees without a copy. It begins as zeros.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="byte"/>.</typeparam>
internal sealed unsafe class TensorBuffer<T> : SafeHandle
    where T : unmanaged
{
    private static readonly TensorElementType ElementType =
        typeof(T) == typeof(float) ? TensorElementType.Float : TensorElementType.UInt8;

    private readonly MemoryBlock block;
    private readonly long slotLength;

    /// <summary>Allocates the tensor.</summary>
    /// <param name="memory">Where it shall lie; to be disposed after it.</param>
    /// <param name="shape">Its shape; the first dimension counts the slots of <see cref="Slot"/>.</param>
    /// <exception cref="OutOfMemoryException">There is no room.</exception>
    public TensorBuffer(HostMemory memory, params long[] shape)
        : base(0, ownsHandle: true)
    {
        slotLength = shape.Skip(1).Aggregate(1L, (product, size) => checked(product * size));
        Bytes = checked(shape[0] * slotLength * sizeof(T));
        block = memory.Allocate(Bytes);
        handle = block.Address;
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Gets the size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Gets one element of the first dimension.</summary>
    /// <param name="index">Its position.</param>
    /// <returns>The values, at most 2³¹ − 1.</returns>
    public Span<T> Slot(int index) => new((T*)handle + (index * slotLength), checked((int)slotLength));

    /// <summary>Shows some slots of the tensor.</summary>
    /// <param name="first">The first slot.</param>
    /// <param name="shape">The shape; its first dimension counts the slots.</param>
    /// <returns>The tensor, to be disposed before the buffer.</returns>
    public OrtValue Part(int first, params long[] shape)
    {
        var bytes = shape.Aggregate((long)sizeof(T), (product, size) => checked(product * size));
        var start = first * slotLength * sizeof(T);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + bytes, Bytes);
        return OrtValue.CreateTensorValueWithData(block.Info, ElementType, shape, handle + (nint)start, bytes);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        block.Free();
        return true;
    }
}
