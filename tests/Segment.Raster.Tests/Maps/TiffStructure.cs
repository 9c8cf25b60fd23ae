using System.Buffers.Binary;

namespace Segment.Raster.Tests.Maps;

/// <summary>The directories of a little-endian TIFF or BigTIFF, read without GDAL.</summary>
internal sealed class TiffStructure
{
    private readonly byte[] file;
    private readonly bool big;

    public TiffStructure(string path)
    {
        file = File.ReadAllBytes(path);
        Assert.Equal("II"u8.ToArray(), file[..2]);
        big = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(2)) == 43;
        for (var at = big ? Number(8, 8) : Number(4, 4); at != 0; )
        {
            Directories.Add((at, Read(at, out at)));
        }
    }

    /// <summary>Gets where each directory stands, and its tags.</summary>
    public List<(long Offset, Dictionary<int, long[]> Tags)> Directories { get; } = [];

    /// <summary>
    /// Finds what a Cloud-Optimized GeoTIFF may not have, after the rules of GDAL's validator
    /// (https://github.com/OSGeo/gdal: validate_cloud_optimized_geotiff.py) and the OGC standard 21-026.
    /// </summary>
    public IEnumerable<string> CogProblems(int tileSide)
    {
        for (var i = 0; i < Directories.Count; i++)
        {
            var (offset, tags) = Directories[i];
            if (tags[322][0] != tileSide || tags[323][0] != tileSide)
            {
                yield return $"directory {i} has tiles of {tags[322][0]} x {tags[323][0]}";
            }

            if ((tags.TryGetValue(254, out var kind) ? kind[0] : 0) != (i == 0 ? 0 : 1))
            {
                yield return $"directory {i} is of kind {kind?[0]}";
            }

            if (i == 0)
            {
                continue;
            }

            var before = Directories[i - 1];
            if (offset < before.Offset || tags[256][0] >= before.Tags[256][0])
            {
                yield return $"directory {i} does not follow a larger one";
            }

            if (tags[324].Min() > before.Tags[324].Min())
            {
                yield return $"the tiles of directory {i} stand after those of the one before";
            }
        }

        var lastDirectory = Directories.Max(d => d.Offset);
        if (Directories.SelectMany(d => d.Tags[324]).Min() < lastDirectory)
        {
            yield return "tiles stand before the last directory";
        }

        var (_, smallest) = Directories[^1];
        if (Math.Max(smallest[256][0], smallest[257][0]) > tileSide)
        {
            yield return $"the smallest overview measures {smallest[257][0]} x {smallest[256][0]}";
        }
    }

    private Dictionary<int, long[]> Read(long at, out long next)
    {
        var tags = new Dictionary<int, long[]>();
        var count = (int)Number(at, big ? 8 : 2);
        var (entry, size) = (at + (big ? 8 : 2), big ? 20 : 12);
        for (var i = 0; i < count; i++, entry += size)
        {
            var width = Number(entry + 2, 2) switch
            {
                3 => 2,
                4 => 4,
                16 => 8,
                _ => 0,
            };
            var values = new long[width == 0 ? 0 : Number(entry + 4, big ? 8 : 4)];
            var inline = values.Length * width <= (big ? 8 : 4);
            var start = inline ? entry + (big ? 12 : 8) : Number(entry + (big ? 12 : 8), big ? 8 : 4);
            for (var v = 0; v < values.Length; v++)
            {
                values[v] = Number(start + (v * width), width);
            }

            tags[(int)Number(entry, 2)] = values;
        }

        next = Number(entry, big ? 8 : 4);
        return tags;
    }

    private long Number(long at, int bytes) =>
        bytes switch
        {
            2 => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan((int)at)),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)at)),
            _ => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan((int)at)),
        };
}
