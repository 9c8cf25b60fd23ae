namespace Segment.Trainer.Data.Storage;

/// <summary>Keeps chips in memory.</summary>
/// <param name="chips">How many.</param>
internal sealed class MemoryRoom(int chips) : ISampleRoom
{
    private readonly (SampleCode Code, byte[] Bytes)[] held = new (SampleCode, byte[])[chips];

    /// <inheritdoc/>
    public void Write(int chip, SampleCode code, byte[] bytes) => held[chip] = (code, bytes);

    /// <inheritdoc/>
    public SampleCode Code(int chip) => held[chip].Code;

    /// <inheritdoc/>
    public void Read(int chip, long offset, Span<byte> bytes) =>
        held[chip].Bytes.AsSpan((int)offset, bytes.Length).CopyTo(bytes);

    /// <inheritdoc/>
    public void Dispose() => Array.Clear(held);
}
