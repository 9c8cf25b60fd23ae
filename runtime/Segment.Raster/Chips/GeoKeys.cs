using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Segment.Raster.Chips;

/// <summary>The bytes that say a TIFF's reference system. Where two files have the same bytes they have the same system,
/// and GDAL, which takes a third of a millisecond to work it out, need not be asked again.</summary>
/// <remarks>TIFF 6.0, section 2; GeoTIFF 1.1 (OGC 19-008r4), annex C.</remarks>
internal static class GeoKeys
{
    private const int FirstTag = 34735;
    private const int LastTag = 34737;
    private const int EntryBytes = 12;
    private const int HeaderBytes = 8;
    private const int MostBytes = 1 << 14;

    // Bytes of one value, by TIFF type: BYTE, ASCII, SHORT, LONG, RATIONAL … DOUBLE.
    private static ReadOnlySpan<byte> TypeBytes => [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

    /// <summary>Reads the keys of a little-endian classic TIFF.</summary>
    /// <param name="path">A file.</param>
    /// <returns>The keys' bytes as text, empty where the file has none; null where it is no such TIFF.</returns>
    public static string? Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var header = Bytes(file, 0, HeaderBytes);
            if (header is not [(byte)'I', (byte)'I', 42, 0, ..])
            {
                return null;
            }

            var directory = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
            var count = BinaryPrimitives.ReadUInt16LittleEndian(Bytes(file, directory, sizeof(ushort)));
            var entries = Bytes(file, directory + sizeof(ushort), count * EntryBytes);
            var keys = new StringBuilder();
            for (var entry = 0; entry < entries.Length; entry += EntryBytes)
            {
                Append(keys, file, entries.AsSpan(entry, EntryBytes));
            }

            return keys.ToString();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Append(StringBuilder keys, SafeFileHandle file, Span<byte> entry)
    {
        var tag = BinaryPrimitives.ReadUInt16LittleEndian(entry);
        if (tag is < FirstTag or > LastTag)
        {
            return;
        }

        var type = BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]);
        var bytes =
            BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]) * (long)(type < TypeBytes.Length ? TypeBytes[type] : 0);
        var at = BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
        var value = bytes <= sizeof(uint) ? entry.Slice(8, (int)bytes).ToArray() : Bytes(file, at, bytes);
        keys.Append(tag).Append(':').Append(Encoding.Latin1.GetString(value)).Append('\n');
    }

    private static byte[] Bytes(SafeFileHandle file, long offset, long length)
    {
        var bytes = length <= MostBytes ? new byte[length] : throw new InvalidDataException("Too long for a key.");
        return RandomAccess.Read(file, bytes, offset) == bytes.Length
            ? bytes
            : throw new EndOfStreamException("The file ends within its header.");
    }
}
