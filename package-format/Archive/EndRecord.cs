using System.Buffers.Binary;

namespace Segment.PackageFormat.Archive;

/// <summary>
/// Reads the record at the end of a zip file before anything else does, so that a file with a huge list of entries is
/// refused before the list is read.
/// </summary>
/// <remarks>Source: PKWARE APPNOTE.TXT 6.3.10, section 4.3.16.</remarks>
internal static class EndRecord
{
    private const uint Signature = 0x06054b50;
    private const int Length = 22;
    private const int MaxComment = 65_535;
    private const int ListItemLength = 46;
    private const int MaxExtra = 1024;
    private const long MaxListBytes =
        PackageLimits.MaxEntries * (long)(ListItemLength + PackageLimits.MaxNameLength + MaxExtra);

    /// <summary>Refuses what is no zip file of a package's size.</summary>
    /// <param name="stream">The file; its position is lost.</param>
    /// <exception cref="SegmentDataException">There is no such record, or it tells of too much.</exception>
    public static void Check(Stream stream)
    {
        var (record, position) = Find(stream);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(10));
        var listLength = BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(12));
        var listPosition = BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(16));
        if (entries > PackageLimits.MaxEntries)
        {
            throw new SegmentDataException(
                $"It holds {entries} entries; up to {PackageLimits.MaxEntries} are allowed."
            );
        }

        if (listLength > MaxListBytes || listPosition + (long)listLength != position)
        {
            throw new SegmentDataException("Its list of entries is damaged. Copy or download the file again.");
        }
    }

    private static (byte[] Record, long Position) Find(Stream stream)
    {
        var tail = new byte[(int)Math.Min(stream.Length, Length + MaxComment)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        for (var i = tail.Length - Length; i >= 0; i--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) == Signature)
            {
                return (tail[i..(i + Length)], stream.Length - tail.Length + i);
            }
        }

        throw new SegmentDataException(
            "It is not a whole zip file: it was cut off, or is of another kind. Copy or download it again."
        );
    }
}
