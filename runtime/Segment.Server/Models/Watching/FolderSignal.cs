namespace Segment.Server.Models.Watching;

/// <summary>Wakes the folder's loop when the system tells of a change there; a hint only, which may be lost.</summary>
internal sealed class FolderSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);
    private readonly List<FileSystemWatcher> watchers = [];

    /// <summary>Asks the system for notifications of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">The system has none left to give.</exception>
    public void Watch(string folder)
    {
        var watcher = new FileSystemWatcher(folder)
        {
            NotifyFilter =
                NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.CreationTime,
        };
        watcher.Created += (_, _) => Raise();
        watcher.Changed += (_, _) => Raise();
        watcher.Renamed += (_, _) => Raise();
        watcher.Deleted += (_, _) => Raise();
        watcher.Error += (_, _) => Raise();
        watchers.Add(watcher);
        watcher.EnableRaisingEvents = true;
    }

    /// <summary>Wakes the loop.</summary>
    public void Raise()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is to wake up anyway.
        }
    }

    /// <summary>Waits for a signal.</summary>
    /// <param name="most">How long at most.</param>
    /// <param name="token">Stops waiting.</param>
    /// <returns>The wait.</returns>
    public Task WaitAsync(TimeSpan most, CancellationToken token) => signal.WaitAsync(most, token);

    /// <inheritdoc/>
    public void Dispose()
    {
        watchers.ForEach(watcher => watcher.Dispose());
        signal.Dispose();
    }
}
