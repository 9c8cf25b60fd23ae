using Segment.PackageFormat;

namespace Segment.Raster.Features;

/// <summary>The files of polygons while they are made; removed at the end, whatever happened.</summary>
internal sealed class FeatureFiles : IDisposable
{
    private static readonly string[] Companions = [string.Empty, "-journal", "-wal", "-shm"];

    private readonly string path;

    /// <summary>Removes what an earlier attempt has left.</summary>
    /// <param name="path">The final path.</param>
    public FeatureFiles(string path)
    {
        this.path = path;
        Remove();
    }

    /// <summary>Gets the layer's name.</summary>
    public string LayerName => Path.GetFileNameWithoutExtension(path);

    /// <summary>Gets the path of the map without areas that are too small.</summary>
    public string SievedPath => Path.ChangeExtension(path, ".sieved.partial");

    /// <summary>Gets the path of the areas as they were traced.</summary>
    public string TracedPath => Path.ChangeExtension(path, ".traced.partial.gpkg");

    /// <summary>Gets the path of the finished polygons before they have their name.</summary>
    public string FinishedPath => Path.ChangeExtension(path, ".partial.gpkg");

    /// <summary>Brings the polygons to the disk and gives them their name.</summary>
    /// <exception cref="SegmentOutputException">The disk refuses.</exception>
    public void Publish()
    {
        try
        {
            using (var handle = File.OpenHandle(FinishedPath, FileMode.Open, FileAccess.ReadWrite))
            {
                RandomAccess.FlushToDisk(handle);
            }

            File.Move(FinishedPath, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"The polygons '{path}' could not be written: {e.Message.TrimEnd('.')}. Check the folder, its permissions and the free space.",
                e
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Remove();

    private void Remove()
    {
        File.Delete(SievedPath);
        File.Delete(SievedPath + ".aux.xml");
        foreach (var companion in Companions)
        {
            File.Delete(TracedPath + companion);
            File.Delete(FinishedPath + companion);
        }
    }
}
