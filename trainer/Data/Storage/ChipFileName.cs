using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Segment.PackageFormat;
using Segment.Raster.Chips;

namespace Segment.Trainer.Data.Storage;

/// <summary>The names of the files that decoded chips are kept in, beside the chips.</summary>
internal static class ChipFileName
{
    private const string Prefix = ".segment-chips-";
    private const string Suffix = ".bin";
    private const string Partial = ".partial";
    private const int Version = 1;
    private const int HashLetters = 16;

    // Nobody who writes chips rests for so long.
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Gets the name for a folder as it is now: another one as soon as an image is added, taken away or written again.</summary>
    /// <param name="folder">The chips.</param>
    /// <returns>The path.</returns>
    /// <exception cref="SegmentDataException">An image is gone.</exception>
    public static string For(ChipFolder folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Version, folder.Bands.Count, folder.TileHeight, folder.TileWidth, folder.Chips.Count);
        foreach (var chip in folder.Chips)
        {
            var image = new FileInfo(chip.ImagePath);
            if (!image.Exists)
            {
                throw new SegmentDataException($"The image chip '{chip.ImagePath}' is gone. Cut the chips again.");
            }

            hash.AppendData(Encoding.UTF8.GetBytes(chip.Name));
            Append(hash, chip.Name.Length, image.Length, image.LastWriteTimeUtc.Ticks);
        }

        var name = Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLetters];
        return Path.Combine(folder.Folder, $"{Prefix}{name}{Suffix}");
    }

    /// <summary>Gets a name to write under, which nobody else uses.</summary>
    /// <param name="path">The final name.</param>
    /// <returns>The path.</returns>
    public static string Temporary(string path) => $"{path}.{Guid.NewGuid():N}{Partial}";

    /// <summary>Removes the files of chips as they were before, and those that a killed training left unfinished.</summary>
    /// <param name="folder">The chips.</param>
    /// <remarks>A training that still reads a removed file keeps it until it ends. One that another training may be writing
    /// stays, and so does what must not be removed: it does no harm.</remarks>
    public static void RemoveStale(ChipFolder folder)
    {
        string[] found = [.. Directory.EnumerateFiles(folder.Folder, Prefix + "*")];
        foreach (var path in found.Length > 0 ? found.Except([For(folder)], StringComparer.Ordinal) : [])
        {
            try
            {
                if (!path.EndsWith(Partial, StringComparison.Ordinal) || IsAbandoned(path))
                {
                    File.Delete(path);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
    }

    /// <summary>A lock would not tell: between its last byte and its final name a file is not locked.</summary>
    private static bool IsAbandoned(string path) =>
        TimeProvider.System.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) > LongestPause;

    private static void Append(IncrementalHash hash, params ReadOnlySpan<long> numbers)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }
    }
}
