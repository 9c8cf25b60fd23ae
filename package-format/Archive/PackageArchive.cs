using System.IO.Compression;
using System.Security.Cryptography;

namespace Segment.PackageFormat.Archive;

/// <summary>A zip file whose entries keep <see cref="PackageLimits"/>; it is never unpacked to the disk.</summary>
internal sealed class PackageArchive : IDisposable
{
    private const int FileTypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int NestedZip = 0x04034b50;

    private readonly ZipArchive zip;

    private readonly SortedDictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);

    /// <summary>Lists the entries and checks them.</summary>
    /// <param name="stream">The file, which the caller closes.</param>
    /// <exception cref="SegmentDataException">The list breaks a limit.</exception>
    public PackageArchive(Stream stream)
    {
        EndRecord.Check(stream);
        zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries.Where(e => !IsFolder(e)))
        {
            if (Problem(entry) is { } problem)
            {
                throw new SegmentDataException(problem);
            }

            if (!seen.Add(entry.FullName))
            {
                throw new SegmentDataException(
                    $"It holds the entry '{entry.FullName}' twice (letter case does not count)."
                );
            }

            entries.Add(entry.FullName, entry);
        }

        var total = entries.Values.Sum(e => e.Length);
        if (total > PackageLimits.MaxTotalBytes)
        {
            throw new SegmentDataException(
                $"Its entries unpack to {total} bytes; up to {PackageLimits.MaxTotalBytes} are allowed."
            );
        }
    }

    /// <summary>Gets the names of all file entries, sorted.</summary>
    public IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>Reads an entry.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="SegmentDataException">There is no such entry, it is too large, or it is damaged.</exception>
    public byte[] Read(string name, long limit)
    {
        if (!entries.TryGetValue(name, out var entry))
        {
            throw new SegmentDataException($"The entry '{name}' is missing.");
        }

        if (entry.Length > limit)
        {
            throw new SegmentDataException($"The entry '{name}' has {entry.Length} bytes; up to {limit} are allowed.");
        }

        var bytes = new byte[entry.Length];
        using var content = entry.Open();
        var read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length && content.ReadByte() < 0 ? bytes : throw Damaged(name);
    }

    /// <summary>Computes an entry's SHA-256 without holding the entry.</summary>
    /// <param name="name">The name of an entry that is there.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="SegmentDataException">The entry is damaged, or a zip file itself.</exception>
    public string Hash(string name)
    {
        using var content = entries[name].Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81_920];
        long length = 0;
        for (int read; (read = content.Read(buffer)) > 0; length += read)
        {
            if (length == 0 && read >= 4 && BitConverter.ToInt32(buffer) == NestedZip)
            {
                throw new SegmentDataException($"The entry '{name}' is a zip file itself, which is not allowed.");
            }

            hash.AppendData(buffer, 0, read);
        }

        return length == entries[name].Length ? Convert.ToHexStringLower(hash.GetHashAndReset()) : throw Damaged(name);
    }

    /// <inheritdoc />
    public void Dispose() => zip.Dispose();

    private static SegmentDataException Damaged(string name) =>
        new($"The entry '{name}' is damaged: it does not have the length that the list of entries says.");

    // Programs that pack folders again leave empty entries for them.
    private static bool IsFolder(ZipArchiveEntry entry) =>
        entry.Length == 0 && entry.FullName.EndsWith('/') && EntryName.Problem(entry.FullName.TrimEnd('/')) is null;

    private static string? Problem(ZipArchiveEntry entry)
    {
        var (name, unixType) = (entry.FullName, (entry.ExternalAttributes >> 16) & FileTypeMask);
        return EntryName.Problem(name)
            ?? (
                unixType is not (0 or RegularFile)
                    ? $"The entry '{name}' is a link or a special file; only plain files are allowed."
                : entry.IsEncrypted ? $"The entry '{name}' is encrypted, which is not allowed."
                : entry.Length > PackageLimits.MaxEntryBytes
                    ? $"The entry '{name}' has {entry.Length} bytes; up to {PackageLimits.MaxEntryBytes} are allowed."
                : entry.Length > PackageLimits.FreeRatioBytes
                && entry.Length / PackageLimits.MaxRatio > entry.CompressedLength
                    ? $"The entry '{name}' unpacks to {entry.Length} bytes from {entry.CompressedLength}; up to {PackageLimits.MaxRatio} times are allowed."
                : null
            );
    }
}
