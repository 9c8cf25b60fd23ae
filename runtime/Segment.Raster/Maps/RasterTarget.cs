using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Maps;

/// <summary>
/// A raster on its way to its final name: rows go to a tiled GeoTIFF under a temporary name; at the end that gets overviews
/// and is copied into a Cloud-Optimized GeoTIFF, which is checked on the disk and renamed.
/// </summary>
/// <remarks>Overviews stand before the pixels in such a file, so that it can only be laid out when all rows are there.</remarks>
internal sealed class RasterTarget : IDisposable
{
    private readonly string path;
    private readonly GridGeometry grid;
    private readonly PartialFile file;

    private RasterTarget(string path, GridGeometry grid, PartialFile file, DatasetHandle dataset) =>
        (this.path, this.grid, this.file, Dataset) = (path, grid, file, dataset);

    /// <summary>Gets the dataset that rows are written to.</summary>
    public DatasetHandle Dataset { get; }

    /// <summary>Starts a raster.</summary>
    /// <param name="path">Its final path.</param>
    /// <param name="grid">Its grid.</param>
    /// <param name="type">The type of its numbers.</param>
    /// <param name="bands">Its bands.</param>
    /// <param name="describe">Writes NoData, names and metadata; returns whether GDAL took them.</param>
    /// <returns>The raster.</returns>
    /// <exception cref="SegmentOutputException">The folder is missing or cannot be written to.</exception>
    public static RasterTarget Create(
        string path,
        GridGeometry grid,
        GdalDataType type,
        int bands,
        Func<DatasetHandle, bool> describe
    )
    {
        var partial = new PartialFile(path);
        partial.CheckPlace();
        partial.Remove();
        GdalLibrary.EnsureReady();
        using var errors = GdalErrors.Begin();
        var target = new RasterTarget(path, grid, partial, MapFile.Create(partial.RowsPath, grid, type, bands));
        try
        {
            return !target.Dataset.IsInvalid && MapFile.Place(target.Dataset, grid) && describe(target.Dataset)
                ? target
                : throw target.Failure(errors.Text);
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>Closes the rows, lays out the final file, checks it on the disk and gives it its name.</summary>
    /// <param name="resampling">How an overview's pixel is made: <c>MODE</c> or <c>AVERAGE</c>.</param>
    /// <param name="progress">Told the fraction done, 0–1.</param>
    /// <param name="token">Stops the work; nothing is left then.</param>
    /// <exception cref="SegmentOutputException">It could not be written whole.</exception>
    public void Complete(string resampling, IProgress<double>? progress, CancellationToken token)
    {
        ObjectDisposedException.ThrowIf(Dataset.IsClosed, this);
        try
        {
            var problem =
                CogDriver.AddOverviews(Dataset, resampling, progress, token)
                ?? Dataset.CloseAndReport()
                ?? LayOut(progress, token);
            if (problem is not null)
            {
                throw Failure(problem);
            }

            file.Publish();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(e.Message.TrimEnd('.'), e);
        }
        finally
        {
            Dataset.Dispose();
            file.Remove();
        }
    }

    /// <summary>Says that the raster could not be written.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="cause">What was thrown.</param>
    /// <returns>The exception to throw.</returns>
    public SegmentOutputException Failure(string reason, Exception? cause = null) =>
        new(
            $"The map '{path}' could not be written: {reason}. Check the folder, its permissions and the free space; "
                + "nothing of this attempt is left, and an earlier file of that name is unchanged.",
            cause
        );

    /// <summary>Removes what was written, unless the raster is complete.</summary>
    public void Dispose()
    {
        if (!Dataset.IsClosed)
        {
            _ = Dataset.CloseAndReport();
            Dataset.Dispose();
            file.Remove();
        }
    }

    private string? LayOut(IProgress<double>? progress, CancellationToken token)
    {
        if (MapFile.Problem(file.RowsPath, grid, MapBlocks.Side) is { } cutShort)
        {
            return cutShort;
        }

        using (var rows = RasterFile.Open(file.RowsPath))
        {
            if (CogDriver.Copy(rows, file.Path, progress, token) is { } problem)
            {
                return problem;
            }
        }

        file.RemoveRows();
        return MapFile.Problem(file.Path, grid, CogDriver.TileSide);
    }
}
