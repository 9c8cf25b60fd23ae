using System.Buffers;
using Segment.Raster.Chips;

namespace Segment.Trainer.Data.Storage;

/// <summary>The images of chips, each in its own number type, the bands of a pixel side by side: (H, W, bands).</summary>
/// <param name="room">Where they are kept; disposed with the store.</param>
/// <param name="bands">Bands of each chip.</param>
/// <param name="height">Rows of each chip.</param>
/// <param name="width">Columns of each chip.</param>
internal sealed class ChipStore(ISampleRoom room, int bands, int height, int width) : IDisposable
{
    /// <summary>Gets the bands of each chip.</summary>
    public int Bands => bands;

    /// <summary>Gets the rows of each chip.</summary>
    public int Height => height;

    /// <summary>Gets the columns of each chip.</summary>
    public int Width => width;

    /// <summary>Puts a chip away.</summary>
    /// <param name="chip">Its position.</param>
    /// <param name="samples">(bands, H, W); NaN = no data.</param>
    public void Write(int chip, ReadOnlySpan<float> samples)
    {
        var (code, bytes) = Encode(samples);
        room.Write(chip, code, bytes);
    }

    /// <summary>Tells whether every sample of a chip holds data.</summary>
    /// <param name="chip">Its position.</param>
    /// <returns>Whether it does.</returns>
    public bool IsWhole(int chip) => room.Code(chip).NoData is null;

    /// <summary>Reads pixels of a chip, side by side.</summary>
    /// <param name="chip">Its position.</param>
    /// <param name="row">The first one's row.</param>
    /// <param name="column">The first one's column.</param>
    /// <param name="samples">(pixels, bands), filled; NaN = no data.</param>
    public void ReadPixels(int chip, int row, int column, Span<float> samples)
    {
        var code = room.Code(chip);
        var bytes = ArrayPool<byte>.Shared.Rent(samples.Length * code.Size);
        var read = bytes.AsSpan(0, samples.Length * code.Size);
        room.Read(chip, (((long)row * width) + column) * bands * code.Size, read);
        code.Decode(read, samples);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Reads a whole chip.</summary>
    /// <param name="chip">Its position.</param>
    /// <param name="labels">Its labels.</param>
    /// <returns>The chip as it was cut: (bands, H, W), NaN = no data.</returns>
    public Chip Raw(int chip, byte[] labels)
    {
        var pixels = height * width;
        var samples = new float[bands * pixels];
        var row = ArrayPool<float>.Shared.Rent(width * bands);
        for (var r = 0; r < height; r++)
        {
            ReadPixels(chip, r, 0, row.AsSpan(0, width * bands));
            for (var i = 0; i < width * bands; i++)
            {
                samples[(i % bands * pixels) + (r * width) + (i / bands)] = row[i];
            }
        }

        ArrayPool<float>.Shared.Return(row);
        return new Chip(height, width, samples, labels);
    }

    /// <summary>Turns a chip into the bytes that are kept.</summary>
    /// <param name="samples">(bands, H, W); NaN = no data.</param>
    /// <returns>How they are held, and the bytes, (H, W, bands).</returns>
    public (SampleCode Code, byte[] Bytes) Encode(ReadOnlySpan<float> samples)
    {
        var pixels = height * width;
        var turned = ArrayPool<float>.Shared.Rent(samples.Length);
        for (var b = 0; b < bands; b++)
        {
            for (var (i, to) = (0, b); i < pixels; i++, to += bands)
            {
                turned[to] = samples[(b * pixels) + i];
            }
        }

        var code = SampleCode.For(samples);
        var bytes = new byte[samples.Length * code.Size];
        code.Encode(turned.AsSpan(0, samples.Length), bytes);
        ArrayPool<float>.Shared.Return(turned);
        return (code, bytes);
    }

    /// <inheritdoc/>
    public void Dispose() => room.Dispose();
}
