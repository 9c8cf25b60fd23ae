using System.Runtime.InteropServices;

namespace Segment.Trainer.Loop;

/// <summary>Tells libtorch's complaint that memory does not suffice from its other ones.</summary>
internal static class MemoryFault
{
    // The CPU's allocator, CUDA's, oneDNN's, and C++'s own.
    private static readonly string[] Complaints =
    [
        "can't allocate memory",
        "not enough memory",
        "out of memory",
        "could not create a memory",
        "bad_alloc",
    ];

    /// <summary>Tells whether memory did not suffice.</summary>
    /// <param name="error">What was thrown.</param>
    /// <returns>True where it says so.</returns>
    public static bool Is(Exception error) =>
        error is OutOfMemoryException
        || (
            error is ExternalException
            && Complaints.Any(c => error.Message.Contains(c, StringComparison.OrdinalIgnoreCase))
        );
}
