namespace Segment.Server.Scenes;

/// <summary>A folder for one request's files.</summary>
internal sealed class SpoolFolder : IDisposable
{
    private readonly string folder;

    /// <summary>Makes the folder.</summary>
    /// <param name="folder">Its path.</param>
    public SpoolFolder(string folder) => this.folder = Directory.CreateDirectory(folder).FullName;

    /// <summary>Gets where what was sent lies.</summary>
    public string Scene => Path.Combine(folder, "scene.tif");

    /// <summary>Gets where the map is written.</summary>
    public string Map => Path.Combine(folder, "map.tif");

    /// <summary>Removes all of it; a file that is open stays readable.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A worker that is being stopped still writes: the next start of the server removes it.
        }
    }
}
