using System.Runtime.InteropServices;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>Sets limits to this process, before it reads what a stranger made.</summary>
public static partial class ProcessLimits
{
    // Resources of man 2 setrlimit.
    private const int CpuSeconds = 0;
    private const int DataBytes = 2;
    private const int CoreBytes = 4;

    /// <summary>Limits memory and processor time for good; where they run out, allocations fail or the system ends the process.</summary>
    /// <param name="memoryBytes">Memory that it may write to, in bytes. Room that the runtime merely reserves does not count.</param>
    /// <param name="processorSeconds">Processor time of all threads together, in seconds.</param>
    /// <exception cref="SegmentEnvironmentException">The system refuses.</exception>
    public static void Apply(long memoryBytes, long processorSeconds)
    {
        Set(DataBytes, (ulong)memoryBytes);
        Set(CpuSeconds, (ulong)processorSeconds);
        Set(CoreBytes, 0);
    }

    private static void Set(int resource, ulong most)
    {
        var limit = new Limit(most, most);
        if (setrlimit(resource, in limit) != 0)
        {
            throw new SegmentEnvironmentException(
                $"The system refuses a limit for this process: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())} "
                    + $"(resource {resource}, {most})."
            );
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setrlimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit(ulong soft, ulong hard)
    {
        public readonly ulong Soft = soft;
        public readonly ulong Hard = hard;
    }
}
