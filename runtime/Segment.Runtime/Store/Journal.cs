using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Segment.Runtime.Store;

/// <summary>The list of finished bands of rows, appended to and brought to the disk line by line.</summary>
/// <remarks>Its first line names the plan; a journal of another plan is emptied. A line that a stopped machine left
/// half-written, and all that follows it, is cut off when the journal is opened again. While it is open, no other process
/// can open it.</remarks>
internal sealed class Journal : IDisposable
{
    private readonly FileStream file;
    private readonly List<StoredBand> bands = [];
    private readonly byte[] heading;

    /// <summary>Opens or begins a journal.</summary>
    /// <param name="path">The file.</param>
    /// <param name="planSha256">The checksum of the plan that it belongs to.</param>
    /// <exception cref="IOException">It cannot be opened, or another process holds it.</exception>
    public Journal(string path, string planSha256)
    {
        heading = Encoding.ASCII.GetBytes($"plan {planSha256}\n");
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            ReadLines();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Gets the bands, from the top down.</summary>
    public IReadOnlyList<StoredBand> Bands => bands;

    /// <summary>Adds a band whose rows are on the disk.</summary>
    /// <param name="band">The band.</param>
    public void Append(StoredBand band)
    {
        file.Write(Line(band));
        file.Flush(flushToDisk: true);
        bands.Add(band);
    }

    /// <summary>Cuts off all bands but the first ones.</summary>
    /// <param name="count">How many stay.</param>
    public void Keep(int count)
    {
        bands.RemoveRange(count, bands.Count - count);
        file.SetLength(heading.Length + bands.Sum(band => (long)Line(band).Length));
        file.Position = file.Length;
        file.Flush(flushToDisk: true);
    }

    /// <summary>Computes the checksum of the whole journal.</summary>
    /// <returns>The SHA-256, hexadecimal.</returns>
    public string Checksum()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(heading);
        bands.ForEach(band => hash.AppendData(Line(band)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static byte[] Line(StoredBand band) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(band, StoreJsonContext.Default.StoredBand), (byte)'\n'];

    private void ReadLines()
    {
        var text = new byte[file.Length];
        file.ReadExactly(text);
        if (!text.AsSpan().StartsWith(heading))
        {
            file.SetLength(0);
            file.Position = 0;
            file.Write(heading);
            file.Flush(flushToDisk: true);
            return;
        }

        var start = heading.Length;
        while (text.AsSpan(start).IndexOf((byte)'\n') is var length and >= 0)
        {
            // Whatever does not read back as it would be written is no line of ours.
            if (
                Band(text.AsSpan(start, length)) is not { } band
                || !text.AsSpan(start, length + 1).SequenceEqual(Line(band))
            )
            {
                break;
            }

            bands.Add(band);
            start += length + 1;
        }

        file.SetLength(start);
        file.Position = start;
    }

    private static StoredBand? Band(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, StoreJsonContext.Default.StoredBand);
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return null;
        }
    }
}
