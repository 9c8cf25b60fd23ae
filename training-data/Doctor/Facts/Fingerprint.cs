using System.Security.Cryptography;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>A number that is equal for equal contents, and for practical purposes for no others.</summary>
internal static class Fingerprint
{
    /// <summary>Computes it.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>The first eight bytes of their SHA-256.</returns>
    public static ulong Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return BitConverter.ToUInt64(hash);
    }
}
