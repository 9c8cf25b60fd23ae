using System.Security.Cryptography;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Runtime.Models;

namespace Segment.Server.Models.Staging;

/// <summary>The private copies of packages, each under its SHA-256. Nobody else writes there, so what was checked is what is
/// loaded.</summary>
internal sealed class PackageStore
{
    private const int KeptInQuarantine = 8;
    private const int CopyBytes = 1 << 20;

    private readonly Lock counting = new();
    private readonly Dictionary<string, int> inHand = new(StringComparer.Ordinal);
    private readonly string packages;
    private readonly string quarantine;

    /// <summary>Opens the store and removes copies that a stopped server left half-written.</summary>
    /// <param name="stateFolder">The folder of private state.</param>
    public PackageStore(string stateFolder)
    {
        packages = PrivateFolder.Make(Path.Combine(stateFolder, "packages"));
        quarantine = PrivateFolder.Make(Path.Combine(stateFolder, "quarantine"));
        foreach (var left in Directory.EnumerateFiles(packages, "*.partial"))
        {
            File.Delete(left);
        }
    }

    /// <summary>Gets where the copy of a package lies, if there is one.</summary>
    /// <param name="sha256">The package.</param>
    /// <returns>The path.</returns>
    public string PathOf(string sha256) => Path.Combine(packages, sha256 + ModelsFolder.Extension);

    /// <summary>Tells whether there is a copy.</summary>
    /// <param name="sha256">The package.</param>
    /// <returns>Whether there is.</returns>
    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Copies a file that was dropped in, if it is whole: nobody writes to it, and it stays as it is meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stamp">How it was when it was last seen.</param>
    /// <param name="token">Stops the copy.</param>
    /// <returns>The copy; null where the file is not whole yet.</returns>
    /// <exception cref="SegmentDataException">It is too large.</exception>
    /// <exception cref="IOException">It cannot be read, or the copy cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public async Task<StagedPackage?> StageAsync(string path, FileStamp stamp, CancellationToken token)
    {
        var partial = Path.Combine(packages, $"{Guid.NewGuid():N}.partial");
        try
        {
            string sha256;
            using (var handle = UnlockedFile.OpenRead(path))
            await using (var source = new FileStream(handle, FileAccess.Read, bufferSize: 0))
            {
                if (FileStamp.Of(handle) != stamp || OpenForWriting.Ask(handle) is true)
                {
                    return null;
                }

                RefuseTooLarge(source.Length);
                sha256 = await CopyAsync(source, partial, token).ConfigureAwait(false);

                // Another file, or other bytes, came under the name while it was copied.
                if (FileStamp.Of(handle) != stamp || FileStamp.Of(path) != stamp)
                {
                    return null;
                }
            }

            var staged = Hold(sha256);
            File.Move(partial, staged.Path, overwrite: true);
            return staged;
        }
        catch (FileNotFoundException)
        {
            // Deleted meanwhile: the next look tells.
            return null;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Keeps a package's copy while it is looked at.</summary>
    /// <param name="sha256">The package.</param>
    /// <returns>The hold.</returns>
    public StagedPackage Hold(string sha256)
    {
        lock (counting)
        {
            inHand[sha256] = inHand.GetValueOrDefault(sha256) + 1;
        }

        return new StagedPackage(sha256, PathOf(sha256), () => LetGo(sha256));
    }

    /// <summary>Puts a bad package's copy aside, with the reason beside it; the oldest ones are removed.</summary>
    /// <param name="staged">The copy.</param>
    /// <param name="reason">Why it was refused.</param>
    public void Quarantine(StagedPackage staged, string reason)
    {
        File.WriteAllText(Path.Combine(quarantine, $"{staged.Sha256}.txt"), reason + "\n");
        File.Move(staged.Path, Path.Combine(quarantine, staged.Sha256 + ModelsFolder.Extension), overwrite: true);
        var old = new DirectoryInfo(quarantine)
            .EnumerateFiles("*.txt")
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .Skip(KeptInQuarantine);
        foreach (var file in old)
        {
            File.Delete(Path.ChangeExtension(file.FullName, ModelsFolder.Extension));
            file.Delete();
        }
    }

    /// <summary>Removes the copies that nobody needs.</summary>
    /// <param name="needed">The packages to keep, by SHA-256.</param>
    public void Prune(IReadOnlySet<string> needed)
    {
        lock (counting)
        {
            foreach (var file in Directory.EnumerateFiles(packages, $"*{ModelsFolder.Extension}"))
            {
                var sha256 = Path.GetFileNameWithoutExtension(file);
                if (!needed.Contains(sha256) && !inHand.ContainsKey(sha256))
                {
                    File.Delete(file);
                }
            }
        }
    }

    private static async Task<string> CopyAsync(FileStream source, string partial, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var copy = new FileStream(partial, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[CopyBytes];
        while (await source.ReadAsync(buffer, token).ConfigureAwait(false) is var length and > 0)
        {
            RefuseTooLarge(copy.Length + length);
            hash.AppendData(buffer, 0, length);
            await copy.WriteAsync(buffer.AsMemory(0, length), token).ConfigureAwait(false);
        }

        copy.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void RefuseTooLarge(long bytes)
    {
        if (bytes > PackageLimits.MaxTotalBytes)
        {
            throw new SegmentDataException($"It has {bytes} bytes; up to {PackageLimits.MaxTotalBytes} are allowed.");
        }
    }

    private void LetGo(string sha256)
    {
        lock (counting)
        {
            if (--inHand[sha256] == 0)
            {
                inHand.Remove(sha256);
            }
        }
    }
}
