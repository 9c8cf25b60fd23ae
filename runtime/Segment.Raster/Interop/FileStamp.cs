using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Segment.Raster.Interop;

/// <summary>What the file system says about a file: two different stamps mean that it may hold other bytes.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The file's number there; a file renamed into place has another one.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When its bytes changed, in nanoseconds since 1970; programs set it as they like.</param>
/// <param name="Changed">When anything of it changed, in nanoseconds since 1970; only the file system sets it.</param>
/// <param name="IsPlain">Whether it is an ordinary file: no folder, pipe or device.</param>
public readonly partial record struct FileStamp(
    ulong Device,
    ulong Inode,
    long Size,
    long Modified,
    long Changed,
    bool IsPlain
)
{
    // The layout of struct statx is the same on every machine (man 2 statx).
    private const int StructSize = 256;
    private const int ModeAt = 28;
    private const int InodeAt = 32;
    private const int SizeAt = 40;
    private const int ChangedAt = 96;
    private const int ModifiedAt = 112;
    private const int DeviceAt = 136;
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;
    private const int KindMask = 0xF000;
    private const int PlainFile = 0x8000;
    private const int NoSuchFile = 2;
    private const int NoSuchFolder = 20;
    private const long Nanoseconds = 1_000_000_000;

    /// <summary>Gets when anything of the file changed.</summary>
    public DateTimeOffset At => DateTimeOffset.UnixEpoch.AddTicks(Changed / TimeSpan.NanosecondsPerTick);

    /// <summary>Reads the stamp of the file that a path leads to now.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <returns>The stamp; null where there is no such file.</returns>
    /// <exception cref="IOException">The file system does not tell, as when a network drive is away.</exception>
    public static FileStamp? Of(string path) => Read(CurrentFolder, path, 0);

    /// <summary>Reads the stamp of an open file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The stamp.</returns>
    /// <exception cref="IOException">The file system does not tell.</exception>
    public static FileStamp? Of(SafeFileHandle file)
    {
        var added = false;
        try
        {
            file.DangerousAddRef(ref added);
            return Read((int)file.DangerousGetHandle(), "", EmptyPath);
        }
        finally
        {
            if (added)
            {
                file.DangerousRelease();
            }
        }
    }

    private static FileStamp? Read(int folder, string path, int flags)
    {
        Span<byte> stat = stackalloc byte[StructSize];
        if (statx(folder, path, flags, BasicStats, ref MemoryMarshal.GetReference(stat)) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error is NoSuchFile or NoSuchFolder
                ? null
                : throw new IOException(
                    $"'{Path.GetFileName(path)}' cannot be looked at: {Marshal.GetPInvokeErrorMessage(error)}"
                );
        }

        return new FileStamp(
            BitConverter.ToUInt64(stat[DeviceAt..]),
            BitConverter.ToUInt64(stat[InodeAt..]),
            BitConverter.ToInt64(stat[SizeAt..]),
            Time(stat[ModifiedAt..]),
            Time(stat[ChangedAt..]),
            (BitConverter.ToUInt16(stat[ModeAt..]) & KindMask) == PlainFile
        );
    }

    private static long Time(ReadOnlySpan<byte> time) =>
        (BitConverter.ToInt64(time) * Nanoseconds) + BitConverter.ToUInt32(time[sizeof(long)..]);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, ref byte stat);
}
