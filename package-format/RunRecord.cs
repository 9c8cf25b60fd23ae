using Segment.PackageFormat.Json;

namespace Segment.PackageFormat;

/// <summary>
/// When and how long a training ran: <c>training.json</c> in its run folder. It stays out of the package, so that equal
/// trainings give equal packages.
/// </summary>
public sealed record RunRecord
{
    /// <summary>The file's name in a run folder.</summary>
    public const string FileName = "training.json";

    private static readonly VersionedJson<RunRecord> Json = new(
        PackageJson.WithOwnKeys<RunRecord>(),
        ["schemaVersion"]
    );

    /// <summary>Gets the version of the file's layout; 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Gets when the training was done, in UTC.</summary>
    public required DateTime FinishedUtc { get; init; }

    /// <summary>Gets the wall time of the last call in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the wall time of each epoch, validation included, in seconds.</summary>
    public required IReadOnlyList<double> EpochSeconds { get; init; }

    /// <summary>Gets where and with what precision it was trained, such as <c>cpu (bfloat16)</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Gets the number of threads that computed.</summary>
    public required int Threads { get; init; }

    /// <summary>Reads the file's content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>The record.</returns>
    /// <exception cref="SegmentDataException">The content is not sound; the message names the file and the place.</exception>
    public static RunRecord FromJson(ReadOnlyMemory<byte> utf8, string file = FileName) =>
        Json.ReadSound(utf8, file, r => r.Problems());

    /// <summary>Writes the file's content.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public byte[] ToJson() => Json.Write(this);

    /// <summary>Lists everything that is wrong with the record.</summary>
    /// <returns>One sentence for each problem; none for a sound record.</returns>
    public IEnumerable<string> Problems()
    {
        if (SchemaVersion != 1)
        {
            yield return $"The record's layout version is {SchemaVersion}; 1 is written.";
        }

        if (EpochSeconds.Append(Seconds).Any(s => !(s >= 0 && double.IsFinite(s))) || Threads < 1)
        {
            yield return $"A training of {Seconds} s on {Threads} threads is not possible, or one of its epochs' seconds is not.";
        }
    }
}
