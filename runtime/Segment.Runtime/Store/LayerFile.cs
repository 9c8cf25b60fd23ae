using System.Numerics.Tensors;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Segment.Runtime.Store;

/// <summary>
/// The rows of one layer in a raw file, one byte a pixel. Each byte is stored exclusive-or the layer's fill, and runs of
/// fill are not written: they are holes of the file, which read as zeros. So a scene's NoData margins take no room.
/// </summary>
internal sealed class LayerFile : IDisposable
{
    /// <summary>A page of every common file system, in bytes: smaller holes save nothing.</summary>
    private const int Page = 4096;

    private readonly SafeFileHandle handle;
    private readonly byte fill;
    private readonly byte[] buffer = new byte[1 << 20];

    /// <summary>Opens or begins a layer's file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fill">The number that is stored as zero.</param>
    public LayerFile(string path, byte fill)
    {
        handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        this.fill = fill;
    }

    /// <summary>Gets the file's length in bytes.</summary>
    public long Length => RandomAccess.GetLength(handle);

    /// <summary>Cuts the file off; what is written later begins as fill.</summary>
    /// <param name="length">The bytes to keep.</param>
    public void Cut(long length) => RandomAccess.SetLength(handle, Math.Min(length, Length));

    /// <summary>Writes bytes at a place beyond which nothing was written before.</summary>
    /// <param name="offset">The place.</param>
    /// <param name="values">The bytes.</param>
    public void Write(long offset, ReadOnlySpan<byte> values)
    {
        var end = offset + values.Length;
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(buffer.Length, values.Length)];
            TensorPrimitives.Xor(part, fill, buffer);
            WriteRuns(offset, buffer.AsSpan(0, part.Length));
            offset += part.Length;
            values = values[part.Length..];
        }

        // The last run may be a hole.
        if (Length < end)
        {
            RandomAccess.SetLength(handle, end);
        }
    }

    /// <summary>Reads bytes that were written.</summary>
    /// <param name="offset">The place.</param>
    /// <param name="values">Filled.</param>
    /// <exception cref="EndOfStreamException">The file is too short.</exception>
    public void Read(long offset, Span<byte> values)
    {
        var rest = values;
        while (!rest.IsEmpty)
        {
            var count = RandomAccess.Read(handle, rest, offset);
            if (count == 0)
            {
                throw new EndOfStreamException($"The file ends at byte {offset}.");
            }

            offset += count;
            rest = rest[count..];
        }

        TensorPrimitives.Xor(values, fill, values);
    }

    /// <summary>Computes the checksum of bytes that were written.</summary>
    /// <param name="offset">The place.</param>
    /// <param name="length">How many.</param>
    /// <returns>The SHA-256, hexadecimal.</returns>
    public string Checksum(long offset, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var part = new byte[Math.Min(buffer.Length, length)];
        for (var done = 0L; done < length; done += part.Length)
        {
            part = part.Length <= length - done ? part : part[..(int)(length - done)];
            Read(offset + done, part);
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Brings what was written to the disk.</summary>
    public void Flush() => RandomAccess.FlushToDisk(handle);

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private void WriteRuns(long offset, ReadOnlySpan<byte> stored)
    {
        var start = 0;
        while (start < stored.Length)
        {
            var next = NextPage(start, stored.Length);
            if (!stored[start..next].ContainsAnyExcept((byte)0))
            {
                start = next;
                continue;
            }

            var end = next;
            while (end < stored.Length && stored[end..NextPage(end, stored.Length)].ContainsAnyExcept((byte)0))
            {
                end = NextPage(end, stored.Length);
            }

            RandomAccess.Write(handle, stored[start..end], offset + start);
            start = end;
        }

        int NextPage(int from, int length) => (int)Math.Min(((offset + from) / Page * Page) + Page - offset, length);
    }
}
