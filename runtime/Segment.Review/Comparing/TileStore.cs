using System.IO.Compression;
using System.Text;
using Segment.PackageFormat;

namespace Segment.Review.Comparing;

/// <summary>Keeps tiles for the page itself, and puts the finest levels into files beside it where they are too many.</summary>
/// <param name="folder">The folder for the files; made when it is needed.</param>
/// <param name="levels">How many levels there are; the coarsest one always stays in the page.</param>
/// <param name="most">The most bytes of tiles for the page itself.</param>
internal sealed class TileStore(string folder, int levels, long most)
{
    /// <summary>Rows and columns of a tile, in pixels.</summary>
    public const int Size = 512;

    private readonly Lock gate = new();
    private readonly Dictionary<TileKey, byte[]> kept = [];
    private long keptBytes;

    /// <summary>Gets the first level that the page itself holds.</summary>
    public int EmbeddedFrom { get; private set; }

    /// <summary>Gets how many files were written.</summary>
    public int Files { get; private set; }

    /// <summary>Gets the tiles that the page itself holds, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Embedded =>
        kept.OrderBy(t => $"{t.Key}", StringComparer.Ordinal).ToDictionary(t => $"{t.Key}", t => t.Value);

    /// <summary>Adds a tile.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="pixels">Its pixels; changed where they are a measurement.</param>
    /// <param name="width">Columns of a measurement, which is stored as differences; 0 for classes.</param>
    /// <exception cref="SegmentOutputException">A file cannot be written.</exception>
    public void Add(TileKey key, byte[] pixels, int width)
    {
        for (var i = width > 0 ? pixels.Length - 1 : 0; i > 0; i--)
        {
            pixels[i] -= i % width == 0 ? (byte)0 : pixels[i - 1];
        }

        var packed = Pack(pixels);
        var spilled = new List<(TileKey Key, byte[] Bytes)>();
        lock (gate)
        {
            if (key.Level < EmbeddedFrom)
            {
                spilled.Add((key, packed));
            }
            else
            {
                kept.Add(key, packed);
                keptBytes += packed.Length;
                while (keptBytes > most && EmbeddedFrom < levels - 1)
                {
                    Spill(spilled);
                }
            }

            Files += spilled.Count;
        }

        foreach (var (tile, bytes) in spilled)
        {
            Write(tile, bytes);
        }
    }

    private void Spill(List<(TileKey Key, byte[] Bytes)> spilled)
    {
        foreach (var key in kept.Keys.Where(k => k.Level == EmbeddedFrom).ToList())
        {
            kept.Remove(key, out var bytes);
            keptBytes -= bytes!.Length;
            spilled.Add((key, bytes));
        }

        EmbeddedFrom++;
    }

    // A page from the file system may not read files, but it may run scripts that lie beside it.
    private void Write(TileKey key, byte[] bytes)
    {
        var place = Path.Combine(folder, key.Layer, $"{key.Level}");
        try
        {
            Directory.CreateDirectory(place);
            File.WriteAllText(
                Path.Combine(place, $"{key.Row}_{key.Column}.js"),
                $"segmentTile(\"{key}\",\"{Convert.ToBase64String(bytes)}\")",
                Encoding.ASCII
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"Tiles cannot be written to {folder}: {e.Message.TrimEnd('.')}. Check the folder, its permissions and the free space.",
                e
            );
        }
    }

    private static byte[] Pack(byte[] pixels)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(pixels);
        }

        return stream.ToArray();
    }
}
