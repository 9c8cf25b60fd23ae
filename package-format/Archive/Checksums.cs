using Segment.PackageFormat.Json;

namespace Segment.PackageFormat.Archive;

/// <summary>The entry <c>checksums.json</c>: the SHA-256 of every other entry.</summary>
internal static class Checksums
{
    private static readonly VersionedJson<ChecksumsDocument> Json = new(
        PackageJson.WithOwnKeys<ChecksumsDocument>(),
        ["schemaVersion"]
    );

    /// <summary>Writes the entry.</summary>
    /// <param name="hashes">SHA-256 by entry name.</param>
    /// <returns>UTF-8 JSON, sorted by name.</returns>
    public static byte[] Write(Dictionary<string, string> hashes) =>
        Json.Write(new ChecksumsDocument(1, new SortedDictionary<string, string>(hashes, StringComparer.Ordinal)));

    /// <summary>Reads the entry.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <returns>SHA-256 by entry name.</returns>
    /// <exception cref="SegmentDataException">The content does not follow the layout.</exception>
    public static IReadOnlyDictionary<string, string> Read(ReadOnlyMemory<byte> utf8) =>
        new Dictionary<string, string>(Json.Read(utf8, EntryName.Checksums).Sha256, StringComparer.Ordinal);
}
