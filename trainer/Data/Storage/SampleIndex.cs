using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Segment.PackageFormat;

namespace Segment.Trainer.Data.Storage;

/// <summary>
/// The end of a file of chips: for each chip its offset (8 bytes), type (4) and value without data (4; its bits, and 1 more in the
/// type's second byte where there is one), then the index's own offset (8) and a mark with the layout's version (8). All numbers are
/// little-endian.
/// </summary>
internal static class SampleIndex
{
    private const int EntrySize = 16;
    private const int FooterSize = 16;
    private const int HasNoData = 0x100;

    // "SEGCHIP" and the version.
    private const ulong Mark = 0x01_50_49_48_43_47_45_53;

    /// <summary>Makes the bytes.</summary>
    /// <param name="index">Offset and code of each chip.</param>
    /// <param name="offset">Where the index begins.</param>
    /// <returns>The end of the file.</returns>
    public static byte[] Bytes(IReadOnlyList<(long Offset, SampleCode Code)> index, long offset)
    {
        var bytes = new byte[(EntrySize * index.Count) + FooterSize];
        for (var i = 0; i < index.Count; i++)
        {
            var entry = bytes.AsSpan(EntrySize * i);
            BinaryPrimitives.WriteInt64LittleEndian(entry, index[i].Offset);
            var type = (int)index[i].Code.Type | (index[i].Code.NoData is null ? 0 : HasNoData);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], type);
            BinaryPrimitives.WriteSingleLittleEndian(entry[12..], index[i].Code.NoData ?? 0);
        }

        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(EntrySize * index.Count), offset);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan((EntrySize * index.Count) + 8), Mark);
        return bytes;
    }

    /// <summary>Reads the end of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="chips">Chips that it must hold.</param>
    /// <returns>Offset and code of each chip; null where the file is not whole or not of this kind.</returns>
    public static (long Offset, SampleCode Code)[]? Read(SafeFileHandle file, int chips)
    {
        var bytes = new byte[(EntrySize * chips) + FooterSize];
        var start = RandomAccess.GetLength(file) - bytes.Length;
        if (
            start < 0
            || RandomAccess.Read(file, bytes, start) != bytes.Length
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(^8..)) != Mark
            || BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(^16..)) != start
        )
        {
            return null;
        }

        var index = new (long Offset, SampleCode Code)[chips];
        for (var i = 0; i < chips; i++)
        {
            var entry = bytes.AsSpan(EntrySize * i);
            var type = BinaryPrimitives.ReadInt32LittleEndian(entry[8..]);
            float? noData = (type & HasNoData) != 0 ? BinaryPrimitives.ReadSingleLittleEndian(entry[12..]) : null;
            index[i] = (
                BinaryPrimitives.ReadInt64LittleEndian(entry),
                new SampleCode((PixelType)(type & ~HasNoData), noData)
            );
        }

        return index;
    }
}
