namespace Segment.Trainer.Tests;

/// <summary>A folder of one test, removed after it.</summary>
public sealed class TestFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("segment-trainer-").FullName;

    public string this[string name] => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
