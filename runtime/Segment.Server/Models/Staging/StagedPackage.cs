namespace Segment.Server.Models.Staging;

/// <summary>A private copy of a package, which is not cleared away before this is disposed.</summary>
internal sealed class StagedPackage(string sha256, string path, Action release) : IDisposable
{
    private Action? release = release;

    /// <summary>Gets the SHA-256 of the bytes.</summary>
    public string Sha256 { get; } = sha256;

    /// <summary>Gets the copy.</summary>
    public string Path { get; } = path;

    public void Dispose() => Interlocked.Exchange(ref release, null)?.Invoke();
}
