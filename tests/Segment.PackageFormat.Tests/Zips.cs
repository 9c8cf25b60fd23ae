using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Segment.PackageFormat.Tests;

/// <summary>Makes zip files that the writer would never make.</summary>
internal static class Zips
{
    /// <summary>The entries of a sound package.</summary>
    public static Dictionary<string, byte[]> Entries(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(e => e.FullName, Content, StringComparer.Ordinal);
    }

    /// <summary>Writes entries, with right checksums unless they bring their own.</summary>
    public static void Write(
        string path,
        IEnumerable<KeyValuePair<string, byte[]>> entries,
        bool checksums = true,
        CompressionLevel level = CompressionLevel.NoCompression,
        Action<ZipArchiveEntry>? touch = null
    )
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, bytes) in entries.Where(e => !checksums || e.Key != "checksums.json"))
        {
            hashes[name] = Convert.ToHexStringLower(SHA256.HashData(bytes));
            Add(zip, name, bytes, level, touch);
        }

        if (checksums)
        {
            var lines = string.Join(
                ",",
                hashes.Select(h => $"\"{h.Key.Replace("\\", "\\\\", StringComparison.Ordinal)}\":\"{h.Value}\"")
            );
            Add(
                zip,
                "checksums.json",
                Encoding.UTF8.GetBytes($"{{\"schemaVersion\":1,\"sha256\":{{{lines}}}}}"),
                level,
                touch
            );
        }
    }

    private static void Add(
        ZipArchive zip,
        string name,
        byte[] bytes,
        CompressionLevel level,
        Action<ZipArchiveEntry>? touch
    )
    {
        var entry = zip.CreateEntry(name, level);
        touch?.Invoke(entry);
        using var content = entry.Open();
        content.Write(bytes);
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
