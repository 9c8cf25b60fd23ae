using System.Security.Cryptography;

namespace Segment.PackageFormat.Archive;

/// <summary>The entries of an archive, each compared with its checksum when it is read, on the very bytes that are used.</summary>
internal sealed class VerifiedEntries
{
    private readonly PackageArchive archive;

    private readonly IReadOnlyDictionary<string, string> expected;

    private readonly HashSet<string> verified = new(StringComparer.Ordinal) { EntryName.Checksums };

    /// <summary>Reads the checksums and compares their names with the archive's.</summary>
    /// <param name="archive">The archive.</param>
    /// <exception cref="SegmentDataException">An entry is not listed, or a listed one is missing.</exception>
    public VerifiedEntries(PackageArchive archive)
    {
        this.archive = archive;
        expected = Checksums.Read(archive.Read(EntryName.Checksums, PackageLimits.MaxJsonBytes));
        foreach (var name in Names.Where(n => n != EntryName.Checksums && !expected.ContainsKey(n)))
        {
            throw new SegmentDataException(
                $"The entry '{name}' has no checksum in {EntryName.Checksums}: it was added later."
            );
        }

        foreach (var name in expected.Keys.Where(n => n == EntryName.Checksums || !Names.Contains(n)))
        {
            throw new SegmentDataException(
                $"The entry {ShownText.Quote(name)} is missing, though {EntryName.Checksums} lists it."
            );
        }
    }

    /// <summary>Gets the names of all file entries, sorted.</summary>
    public IReadOnlyCollection<string> Names => archive.Names;

    /// <summary>Reads an entry.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="limit">The most bytes it may have; what a JSON entry may have where not given.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="SegmentDataException">It is missing, too large, damaged or changed.</exception>
    public byte[] Read(string name, long limit = PackageLimits.MaxJsonBytes)
    {
        var bytes = archive.Read(name, limit);
        Compare(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return bytes;
    }

    /// <summary>Compares all entries that were not read.</summary>
    /// <exception cref="SegmentDataException">One is damaged or changed.</exception>
    public void VerifyRest()
    {
        foreach (var name in Names.Where(n => !verified.Contains(n)))
        {
            Compare(name, archive.Hash(name));
        }
    }

    private void Compare(string name, string sha256)
    {
        if (!string.Equals(sha256, expected[name], StringComparison.Ordinal))
        {
            throw new SegmentDataException(
                $"The entry '{name}' was changed or damaged: its SHA-256 is not the one in {EntryName.Checksums}. "
                    + "Get the package again from where it was made."
            );
        }

        verified.Add(name);
    }
}
