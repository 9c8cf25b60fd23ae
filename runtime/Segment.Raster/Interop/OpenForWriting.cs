using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Segment.Raster.Interop;

/// <summary>Asks the system whether anybody still has a file open for writing, such as a copy that stalls.</summary>
/// <remarks>The kernel grants a read lease only where nobody has (man 2 fcntl, F_SETLEASE). It does not know of writers on
/// other machines, and grants leases only to the file's owner or to root.</remarks>
public static partial class OpenForWriting
{
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int ReadLease = 0;
    private const int NoLease = 2;
    private const int UrgentSignal = 23;
    private const int TryAgain = 11;

    /// <summary>Asks for a file.</summary>
    /// <param name="file">The file, open for reading.</param>
    /// <returns>Whether somebody has it open for writing; null where the system does not tell.</returns>
    public static bool? Ask(SafeFileHandle file)
    {
        var added = false;
        try
        {
            file.DangerousAddRef(ref added);
            var handle = (int)file.DangerousGetHandle();

            // A writer that comes while the lease is held raises a signal. The usual one would end this process; SIGURG is
            // ignored unless somebody asks for it.
            if (fcntl(handle, SetSignal, UrgentSignal) != 0)
            {
                return null;
            }

            if (fcntl(handle, SetLease, ReadLease) != 0)
            {
                return Marshal.GetLastPInvokeError() == TryAgain ? true : null;
            }

            return fcntl(handle, SetLease, NoLease) == 0 ? false : null;
        }
        finally
        {
            if (added)
            {
                file.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int file, int command, int value);
}
