using System.Buffers.Binary;

namespace Segment.Raster.Chips;

/// <summary>Finds the fields of the first directory of a little-endian classic TIFF.</summary>
/// <remarks>TIFF 6.0, sections 2 and 8; GeoTIFF 1.1 (OGC 19-008r4), annex C for the georeference.</remarks>
internal static class TiffFields
{
    /// <summary>StripOffsets: where the samples lie.</summary>
    public const int StripOffsets = 273;

    /// <summary>ModelTiepointTag: six doubles; the fourth and fifth are the origin's x and y.</summary>
    public const int Tiepoint = 33922;

    /// <summary>ModelTransformationTag: a 4 × 4 matrix of doubles, row by row.</summary>
    public const int Matrix = 34264;

    private const int Short = 3;
    private const int Long = 4;
    private const int EntryBytes = 12;

    /// <summary>Finds where a field's values lie in the file.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="tag">The field.</param>
    /// <returns>Offset of the first value, number of values and their type; null where the field is not
    /// there.</returns>
    public static (int Offset, int Count, int Type)? Find(ReadOnlySpan<byte> file, int tag)
    {
        var directory = BinaryPrimitives.ReadInt32LittleEndian(file[4..]);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(file[directory..]);
        for (var entry = directory + 2; entry < directory + 2 + (entries * EntryBytes); entry += EntryBytes)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(file[entry..]) == tag)
            {
                var type = BinaryPrimitives.ReadUInt16LittleEndian(file[(entry + 2)..]);
                var count = BinaryPrimitives.ReadInt32LittleEndian(file[(entry + 4)..]);
                var bytes =
                    count
                    * (
                        type == Short ? 2
                        : type == Long ? 4
                        : 8
                    );
                var offset = bytes <= 4 ? entry + 8 : BinaryPrimitives.ReadInt32LittleEndian(file[(entry + 8)..]);
                return (offset, count, type);
            }
        }

        return null;
    }

    /// <summary>Reads the values of a field of whole numbers.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="field">The field.</param>
    /// <returns>The values.</returns>
    public static int[] Integers(ReadOnlySpan<byte> file, (int Offset, int Count, int Type) field)
    {
        var values = new int[field.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] =
                field.Type == Short
                    ? BinaryPrimitives.ReadUInt16LittleEndian(file[(field.Offset + (index * sizeof(ushort)))..])
                    : BinaryPrimitives.ReadInt32LittleEndian(file[(field.Offset + (index * sizeof(int)))..]);
        }

        return values;
    }
}
