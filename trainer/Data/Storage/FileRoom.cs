using Microsoft.Win32.SafeHandles;
using Segment.PackageFormat;

namespace Segment.Trainer.Data.Storage;

/// <summary>
/// Keeps chips in one file beside them, which the system holds in as much memory as is free. Read by offset rather than mapped: a
/// disk that fails then gives an error, where a mapping would end the process.
/// </summary>
internal sealed class FileRoom : ISampleRoom
{
    private readonly SafeFileHandle file;
    private readonly string path;
    private readonly (long Offset, SampleCode Code)[] index;
    private long end;

    private FileRoom(string path, SafeFileHandle file, (long Offset, SampleCode Code)[] index) =>
        (this.path, this.file, this.index) = (path, file, index);

    /// <summary>Makes an empty file. It is locked until it is closed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="chips">Chips that will be put into it.</param>
    /// <returns>The room.</returns>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public static FileRoom Create(string path, int chips)
    {
        try
        {
            var made = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            return new FileRoom(path, made, new (long, SampleCode)[chips]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>Opens a file that <see cref="Finish"/> ended.</summary>
    /// <param name="path">The file.</param>
    /// <param name="chips">Chips that it must hold.</param>
    /// <returns>The room, or null where there is no such file, or not a whole one.</returns>
    public static FileRoom? Open(string path, int chips)
    {
        SafeFileHandle? found = null;
        try
        {
            found = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var entries = SampleIndex.Read(found, chips);
            if (entries is not null)
            {
                return new FileRoom(path, found, entries);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is made anew, and that tells what is wrong.
        }

        found?.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Write(int chip, SampleCode code, byte[] bytes)
    {
        var offset = Interlocked.Add(ref end, bytes.Length) - bytes.Length;
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (IOException e)
        {
            throw Unwritable(path, e);
        }

        index[chip] = (offset, code);
    }

    /// <summary>Ends the file: all chips are in it.</summary>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public void Finish()
    {
        try
        {
            RandomAccess.Write(file, SampleIndex.Bytes(index, end), end);
            RandomAccess.FlushToDisk(file);
        }
        catch (IOException e)
        {
            throw Unwritable(path, e);
        }
    }

    /// <inheritdoc/>
    public SampleCode Code(int chip) => index[chip].Code;

    /// <inheritdoc/>
    public void Read(int chip, long offset, Span<byte> bytes)
    {
        try
        {
            for (var at = index[chip].Offset + offset; bytes.Length > 0; )
            {
                var count = RandomAccess.Read(file, bytes, at);
                bytes = bytes[(count > 0 ? count : throw new EndOfStreamException("it has become shorter"))..];
                at += count;
            }
        }
        catch (IOException e)
        {
            throw new SegmentDataException(
                $"The file of decoded chips {path} can no longer be read: {e.Message.TrimEnd('.')}. Train again; the file is made anew.",
                e
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static SegmentOutputException Unwritable(string path, Exception e) =>
        new(
            $"The chips take more memory than training keeps them in, and the file for them, {path}, cannot be written: "
                + $"{e.Message.TrimEnd('.')}. Make room on that disk or make the folder writable, or let more of them stay in memory with "
                + "--chip-memory.",
            e
        );
}
