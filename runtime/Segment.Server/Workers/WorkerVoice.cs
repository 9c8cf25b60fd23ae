using System.Text.Json;

namespace Segment.Server.Workers;

/// <summary>What a worker process says to the server: whole lines, from any thread.</summary>
/// <param name="output">The server's end.</param>
internal sealed class WorkerVoice(Stream output) : IDisposable
{
    private readonly Lock turn = new();

    public void Say(WorkerWord word)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(word, WorkerJson.Default.WorkerWord);
        lock (turn)
        {
            output.Write(line);
            output.WriteByte((byte)'\n');
            output.Flush();
        }
    }

    public void Dispose() => output.Dispose();
}
