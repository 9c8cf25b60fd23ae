namespace Segment.PackageFormat.Json;

/// <summary>The content of <c>checksums.json</c>.</summary>
/// <param name="SchemaVersion">The version of the layout; 1.</param>
/// <param name="Sha256">SHA-256 of every other entry, 64 lower-case hexadecimal digits, by entry name.</param>
internal sealed record ChecksumsDocument(int SchemaVersion, SortedDictionary<string, string> Sha256);
