namespace Segment.Runtime.Pipeline;

/// <summary>Runs a batch at once, or in parts where the device's memory does not hold it: halved until it fits.</summary>
internal sealed class BatchParts
{
    private readonly int capacity;

    /// <summary>What ONNX Runtime's arena, CUDA and cuDNN say when there is no room.</summary>
    private static readonly string[] Signs =
    [
        "Failed to allocate memory",
        "out of memory",
        "OUT_OF_MEMORY",
        "CUDNN_STATUS_ALLOC_FAILED",
        "CUBLAS_STATUS_ALLOC_FAILED",
    ];

    /// <summary>Begins with whole batches.</summary>
    /// <param name="capacity">Tiles in a batch.</param>
    public BatchParts(int capacity) => Size = this.capacity = capacity;

    /// <summary>Gets the tiles that go through the network at once now.</summary>
    public int Size { get; private set; }

    /// <summary>Runs all tiles.</summary>
    /// <param name="run">Runs some: the first one's position, and their number.</param>
    public void Run(Action<int, int> run)
    {
        for (var first = 0; first < capacity; )
        {
            var count = Math.Min(Size, capacity - first);
            try
            {
                run(first, count);
                first += count;
            }
            catch (Exception e) when (count > 1 && IsOutOfMemory(e.Message))
            {
                Size = (count + 1) / 2;
            }
        }
    }

    /// <summary>Tells whether a message of ONNX Runtime means that memory ran out.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it does.</returns>
    internal static bool IsOutOfMemory(string message) =>
        Array.Exists(Signs, sign => message.Contains(sign, StringComparison.OrdinalIgnoreCase));
}
