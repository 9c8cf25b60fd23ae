using System.Text.Json;
using Segment.PackageFormat;

namespace Segment.Server.Models;

/// <summary>All that happened to the models of a folder, in <c>history.jsonl</c>: a line an event, the latest last.</summary>
/// <remarks>It outlives restarts. Safe for any number of threads of one process; others may read meanwhile.</remarks>
public sealed class ModelHistory
{
    private const int KeptEvents = 10_000;

    private readonly Lock writing = new();
    private readonly string path;

    /// <summary>Names a folder's history.</summary>
    /// <param name="stateFolder">The folder of private state.</param>
    public ModelHistory(string stateFolder) => path = Path.Combine(stateFolder, "history.jsonl");

    /// <summary>Reads the events.</summary>
    /// <param name="name">The model; null for all.</param>
    /// <returns>The events, the earliest first; none where there is no history.</returns>
    /// <exception cref="SegmentDataException">The file cannot be read.</exception>
    public IReadOnlyList<ModelEvent> Read(string? name = null)
    {
        try
        {
            return File.Exists(path)
                ?
                [
                    .. File.ReadLines(path)
                        .Select(Event)
                        .OfType<ModelEvent>()
                        .Where(e => name is null || e.Name == name),
                ]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException($"The history {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Adds an event.</summary>
    /// <param name="change">The event.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    internal void Append(ModelEvent change)
    {
        byte[] line =
        [
            .. JsonSerializer.SerializeToUtf8Bytes(change, ModelsJsonContext.Default.ModelEvent),
            (byte)'\n',
        ];
        lock (writing)
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            EndLine(file);
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Forgets the oldest events of a long history.</summary>
    internal void Trim()
    {
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (lines.Length > KeptEvents)
        {
            WholeFile.Write(path, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines[^KeptEvents..]) + "\n"));
        }
    }

    // A stopped machine may have left half a line, which must not spoil the next.
    private static void EndLine(FileStream file)
    {
        if (file.Length == 0)
        {
            return;
        }

        file.Position = file.Length - 1;
        if (file.ReadByte() != '\n')
        {
            file.WriteByte((byte)'\n');
        }
    }

    private static ModelEvent? Event(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ModelsJsonContext.Default.ModelEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
