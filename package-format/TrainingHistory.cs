namespace Segment.PackageFormat;

/// <summary>The epochs of a training: the content of <c>history.json</c>.</summary>
public sealed record TrainingHistory
{
    /// <summary>The entry's name in a package.</summary>
    public const string FileName = "history.json";

    /// <summary>Gets the version of the file's layout; 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Gets the epochs, in the order they were run.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>Gets the number of the epoch with the lowest validation loss.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Reads the file's content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>The history.</returns>
    /// <exception cref="SegmentDataException">The content is not a sound history; the message names the file and the place.</exception>
    public static TrainingHistory FromJson(ReadOnlyMemory<byte> utf8, string file = FileName) =>
        throw new InvalidOperationException();

    /// <summary>Writes the file's content.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public byte[] ToJson() => throw new InvalidOperationException(ToString());

    /// <summary>Lists everything that is wrong with the history.</summary>
    /// <returns>One sentence for each problem; none for a sound history.</returns>
    public IEnumerable<string> Problems() => throw new InvalidOperationException(ToString());
}
