using Segment.PackageFormat;

namespace Segment.Trainer.Data.Storage;

/// <summary>Where the samples of chips are kept. Safe for use by several threads.</summary>
internal interface ISampleRoom : IDisposable
{
    /// <summary>Puts a chip away.</summary>
    /// <param name="chip">Its position.</param>
    /// <param name="code">How its samples are held.</param>
    /// <param name="bytes">Its samples, (H, W, bands); not changed afterwards.</param>
    /// <exception cref="SegmentOutputException">There is no room.</exception>
    void Write(int chip, SampleCode code, byte[] bytes);

    /// <summary>Gets how a chip's samples are held.</summary>
    /// <param name="chip">Its position.</param>
    /// <returns>The code.</returns>
    SampleCode Code(int chip);

    /// <summary>Reads a part of a chip.</summary>
    /// <param name="chip">Its position.</param>
    /// <param name="offset">Bytes before the part.</param>
    /// <param name="bytes">Filled with the part.</param>
    /// <exception cref="SegmentDataException">It cannot be read.</exception>
    void Read(int chip, long offset, Span<byte> bytes);
}
