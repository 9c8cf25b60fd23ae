using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Segment.Trainer.Packaging;

/// <summary>Names a model by its weights, so that equal models have equal versions.</summary>
internal static class WeightsFingerprint
{
    private const int Digits = 8;

    /// <summary>Hashes weights.</summary>
    /// <param name="weights">Row-major float32 values by dotted name.</param>
    /// <returns>The first 8 hexadecimal digits of SHA-256 over names and values.</returns>
    public static string Of(IReadOnlyDictionary<string, float[]> weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, values) in weights.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }
}
