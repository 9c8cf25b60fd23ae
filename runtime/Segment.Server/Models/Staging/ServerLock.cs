using Segment.PackageFormat;

namespace Segment.Server.Models.Staging;

/// <summary>Tells servers apart: one folder of private state belongs to one server. The system gives the lock back however
/// the server ends.</summary>
internal sealed class ServerLock : IDisposable
{
    private const string FileName = "server.lock";

    private const int Tries = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream file;

    private ServerLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="stateFolder">The folder of private state.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="SegmentEnvironmentException">Another server holds it.</exception>
    public static ServerLock Take(string stateFolder)
    {
        for (var tries = Tries; tries > 0; tries--)
        {
            if (Try(stateFolder) is { } taken)
            {
                return taken;
            }

            // Whoever only looks whether a server runs holds it for a moment.
            Thread.Sleep(Pause);
        }

        throw new SegmentEnvironmentException(
            $"Another server has its private state in {stateFolder}. Stop it, or give this one a place of its own with --state."
        );
    }

    /// <summary>Tells whether a server holds the lock.</summary>
    /// <param name="stateFolder">The folder of private state.</param>
    /// <returns>Whether one does.</returns>
    public static bool IsHeld(string stateFolder)
    {
        using var mine = Try(stateFolder);
        return mine is null;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static ServerLock? Try(string stateFolder)
    {
        try
        {
            return new ServerLock(
                new FileStream(
                    Path.Combine(stateFolder, FileName),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                )
            );
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return null;
        }
    }
}
