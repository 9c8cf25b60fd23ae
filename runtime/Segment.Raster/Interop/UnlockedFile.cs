using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Segment.Raster.Interop;

/// <summary>Opens files for reading without taking the advisory lock that .NET's own streams take, which would make another
/// program's attempt to write fail; and without waiting where a pipe came in the file's place.</summary>
public static partial class UnlockedFile
{
    // Of <fcntl.h>, for Linux on x64 and arm64.
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int NoSuchFile = 2;
    private const int NoAccess = 13;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle OpenRead(string path)
    {
        var handle = open(path, NonBlocking | CloseOnExec);
        var error = Marshal.GetLastPInvokeError();
        if (!handle.IsInvalid)
        {
            return handle;
        }

        handle.Dispose();
        var text = $"'{Path.GetFileName(path)}' cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}";
        throw error switch
        {
            NoSuchFile => new FileNotFoundException(text),
            NoAccess => new UnauthorizedAccessException(text),
            _ => new IOException(text),
        };
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);
}
