using System.IO.Compression;
using Segment.Raster;

namespace Segment.Benchmarks;

/// <summary>Writes scenes as compressed GeoTIFF blocks, so that reading them is real work.</summary>
internal static class BenchmarkTiff
{
    // Tags of TIFF 6.0 and their field types.
    private const ushort Short = 3;
    private const ushort Long = 4;

    /// <summary>Copies a raster of bytes, its bands side by side in each block, each block deflated.</summary>
    /// <param name="scene">The raster.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="blockWidth">Columns of a block; the raster's width makes strips.</param>
    /// <param name="blockHeight">Rows of a block.</param>
    public static void Copy(string scene, string path, int blockWidth, int blockHeight)
    {
        using var source = RasterSource.Open(scene);
        using var file = File.Create(path);
        var striped = blockWidth == source.Width;
        file.Write([(byte)'I', (byte)'I', 42, 0, 0, 0, 0, 0]);
        var (offsets, lengths) = (new List<uint>(), new List<uint>());
        for (var row = 0; row < source.Height; row += blockHeight)
        {
            for (var column = 0; column < source.Width; column += blockWidth)
            {
                offsets.Add((uint)file.Position);
                var rows = striped ? Math.Min(blockHeight, source.Height - row) : blockHeight;
                Write(file, Block(source, row, column, rows, blockWidth));
                lengths.Add((uint)file.Position - offsets[^1]);
            }
        }

        var bands = source.Bands.Count;
        var block = striped
            ? new (ushort, ushort, uint[])[]
            {
                (278, Long, [(uint)blockHeight]),
                (273, Long, [.. offsets]),
                (279, Long, [.. lengths]),
            }
            :
            [
                (322, Long, [(uint)blockWidth]),
                (323, Long, [(uint)blockHeight]),
                (324, Long, [.. offsets]),
                (325, Long, [.. lengths]),
            ];
        Directory(
            file,
            [
                (256, Long, [(uint)source.Width]),
                (257, Long, [(uint)source.Height]),
                (258, Short, [.. Enumerable.Repeat(8u, bands)]),
                (259, Short, [8]),
                (262, Short, [1]),
                (277, Short, [(uint)bands]),
                (284, Short, [1]),
                (338, Short, [.. Enumerable.Repeat(0u, bands - 1)]),
                .. block,
            ]
        );
    }

    private static byte[] Block(RasterSource source, int row, int column, int height, int width)
    {
        var bands = source.Bands.Count;
        var (rows, columns) = (Math.Min(height, source.Height - row), Math.Min(width, source.Width - column));
        var samples = new float[bands * rows * columns];
        source.Read(new PixelWindow(row, column, rows, columns), [.. Enumerable.Range(0, bands)], samples);
        var block = new byte[bands * height * width];
        for (var i = 0; i < samples.Length; i++)
        {
            var (band, r, c) = (i / (rows * columns), i / columns % rows, i % columns);
            block[(((r * width) + c) * bands) + band] = (byte)samples[i];
        }

        return block;
    }

    private static void Write(FileStream file, byte[] block)
    {
        using var deflate = new ZLibStream(file, CompressionLevel.Fastest, leaveOpen: true);
        deflate.Write(block);
    }

    private static void Directory(FileStream file, (ushort Tag, ushort Type, uint[] Values)[] entries)
    {
        using var writer = new BinaryWriter(file);
        Array.Sort(entries, (a, b) => a.Tag - b.Tag);
        var places = entries.Select(entry => Outside(writer, entry.Type, entry.Values)).ToList();
        var start = (uint)file.Position;
        writer.Write((ushort)entries.Length);
        foreach (var (entry, place) in entries.Zip(places))
        {
            writer.Write(entry.Tag);
            writer.Write(entry.Type);
            writer.Write(entry.Values.Length);
            writer.Write(place);
        }

        writer.Write(0);
        writer.Seek(4, SeekOrigin.Begin);
        writer.Write(start);
    }

    /// <summary>Gets what stands in a directory entry: the value, or the place of several.</summary>
    private static uint Outside(BinaryWriter writer, ushort type, uint[] values)
    {
        if (values.Length == 1)
        {
            return values[0];
        }

        var place = (uint)writer.BaseStream.Position;
        foreach (var value in values)
        {
            if (type == Short)
            {
                writer.Write((ushort)value);
            }
            else
            {
                writer.Write(value);
            }
        }

        // A directory begins at an even place; short lists would lie in the entry itself, and six bands are no such list.
        if (writer.BaseStream.Position % 2 == 1)
        {
            writer.Write((byte)0);
        }

        return place;
    }
}
