using Segment.PackageFormat;
using Segment.PackageFormat.Json;

namespace Segment.Trainer.Packaging;

/// <summary>
/// When and how long a training ran: <c>training.json</c> in its run folder. It stays out of the package, so that equal
/// trainings give equal packages.
/// </summary>
internal sealed record RunRecord
{
    private static readonly VersionedJson<RunRecord> Json = new(RunJsonContext.Default.RunRecord, ["schemaVersion"]);

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

    /// <summary>Reads a record.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The record.</returns>
    /// <exception cref="SegmentDataException">It cannot be read.</exception>
    public static RunRecord Read(string path) => Json.Read(RunFolder.Read(path), path);

    /// <summary>Writes the record; the file appears whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public void Write(string path) => WholeFile.Write(path, Json.Write(this));
}
