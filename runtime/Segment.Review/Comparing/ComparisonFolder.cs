using Segment.PackageFormat;

namespace Segment.Review.Comparing;

/// <summary>The folder of a comparison: nothing stands under its final name before all is there.</summary>
internal sealed class ComparisonFolder : IDisposable
{
    private readonly string folder;

    /// <summary>Makes the folder.</summary>
    /// <param name="folder">Where.</param>
    /// <exception cref="SegmentOutputException">It cannot be made.</exception>
    public ComparisonFolder(string folder)
    {
        this.folder = folder;
        PartialTiles = Path.Combine(folder, $"{MapComparison.TilesName}.{Environment.ProcessId}.partial");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"The folder '{folder}' cannot be made: {e.Message.TrimEnd('.')}. Give --out a folder that can be written to.",
                e
            );
        }
    }

    /// <summary>Gets where tiles lie until all is there.</summary>
    public string PartialTiles { get; }

    /// <summary>Writes the page and gives the tiles their name.</summary>
    /// <param name="data">What the page shows.</param>
    /// <param name="hasTiles">Whether there are tiles beside the page.</param>
    /// <param name="write">Writes the page.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="SegmentOutputException">The disk refuses.</exception>
    public ComparisonResult Publish(ComparisonData data, bool hasTiles, Action<FileStream> write)
    {
        var page = Path.Combine(folder, MapComparison.PageName);
        var tiles = Path.Combine(folder, MapComparison.TilesName);
        try
        {
            // The old page must not show new tiles.
            File.Delete(page);
            Remove(tiles);
            if (hasTiles)
            {
                Directory.Move(PartialTiles, tiles);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"The earlier comparison in '{folder}' cannot be replaced: {e.Message.TrimEnd('.')}. Give another folder.",
                e
            );
        }

        WholeFile.Write(page, write);
        return new ComparisonResult(page, hasTiles ? tiles : null, data);
    }

    /// <summary>Removes what is left of an attempt.</summary>
    public void Dispose() => Remove(PartialTiles);

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
