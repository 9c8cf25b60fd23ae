using System.Security.Cryptography;
using System.Text;
using Segment.PackageFormat;
using Segment.Raster.Chips;

namespace Segment.Trainer.Packaging;

/// <summary>Names a chips folder by its content, wherever it lies.</summary>
internal static class ChipsFingerprint
{
    /// <summary>Hashes the chips.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>SHA-256 over names and bytes of all images and labels, as 64 hexadecimal digits.</returns>
    /// <exception cref="SegmentDataException">A file cannot be read.</exception>
    public static string Of(ChipFolder folder, CancellationToken token)
    {
        var hashes = new byte[folder.Chips.Count][];
        Parallel.For(
            0,
            hashes.Length,
            new ParallelOptions { CancellationToken = token, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i =>
            {
                var chip = folder.Chips[i];
                hashes[i] = SHA256.HashData([
                    .. Encoding.UTF8.GetBytes(chip.Name),
                    .. OfFile(chip.ImagePath),
                    .. OfFile(chip.LabelPath),
                ]);
            }
        );
        return Convert.ToHexStringLower(SHA256.HashData([.. hashes.SelectMany(h => h)]));
    }

    private static byte[] OfFile(string path)
    {
        using var stream = new MemoryStream(RunFolder.Read(path), writable: false);
        return SHA256.HashData(stream);
    }
}
