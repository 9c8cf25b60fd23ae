using Segment.PackageFormat;

namespace Segment.Raster.Maps;

/// <summary>The names of a raster while it is written, and the step that gives it its final ones.</summary>
/// <param name="path">The final path.</param>
internal sealed class PartialFile(string path)
{
    /// <summary>GDAL keeps what a GeoTIFF has no place for in a file of this ending beside it.</summary>
    private const string Companion = ".aux.xml";

    /// <summary>Gets the path of the finished raster before it has its name.</summary>
    public string Path { get; } = $"{path}.partial";

    /// <summary>Gets the path that rows are written to, before overviews can be made.</summary>
    public string RowsPath { get; } = $"{path}.rows.partial";

    /// <summary>Refuses a place that cannot be written to, before any work is done.</summary>
    /// <exception cref="SegmentOutputException">The folder is missing, or the path is a folder.</exception>
    public void CheckPlace()
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
        if (Directory.Exists(path))
        {
            throw new SegmentOutputException(
                $"'{path}' is a folder. Give the path of the map's file, such as map.tif."
            );
        }

        if (!Directory.Exists(folder))
        {
            throw new SegmentOutputException(
                $"The folder '{folder}' does not exist, so '{path}' cannot be written. Make the folder or choose another."
            );
        }
    }

    /// <summary>Brings the files to the disk and gives them their final names; what lay there before is replaced.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Publish()
    {
        Flush(Path);

        // Overviews and masks of an earlier map of that name would be shown in place of this one's pixels.
        File.Delete($"{path}.ovr");
        File.Delete($"{path}.msk");
        if (File.Exists(Path + Companion))
        {
            Flush(Path + Companion);
            File.Move(Path + Companion, path + Companion, overwrite: true);
        }
        else
        {
            File.Delete(path + Companion);
        }

        File.Move(Path, path, overwrite: true);
    }

    /// <summary>Removes what was written under the temporary names, GDAL's own of unfinished overviews included.</summary>
    public void Remove()
    {
        RemoveRows();
        foreach (var ending in new[] { string.Empty, Companion, ".ovr.tmp", ".msk.ovr.tmp" })
        {
            File.Delete(Path + ending);
        }
    }

    /// <summary>Removes the rows, which are no longer needed.</summary>
    public void RemoveRows()
    {
        File.Delete(RowsPath);
        File.Delete(RowsPath + Companion);
    }

    private static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }
}
