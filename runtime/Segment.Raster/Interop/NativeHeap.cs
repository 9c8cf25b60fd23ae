using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>The C library's heap, which keeps what native code has freed for its next request.</summary>
public static partial class NativeHeap
{
    /// <summary>Gives freed memory back to the system, native and managed; elsewhere than under glibc the managed alone.</summary>
    public static void Trim()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            // The answer says whether anything was given back, which is no failure.
            _ = malloc_trim(0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Only glibc has it, and other C libraries need it less.
        }
    }

    [LibraryImport("libc")]
    private static partial int malloc_trim(nuint keep);
}
