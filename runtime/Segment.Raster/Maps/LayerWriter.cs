using Segment.Raster.Interop;

namespace Segment.Raster.Maps;

/// <summary>Writes layers that lie beside a map, row by row: a Cloud-Optimized GeoTIFF with a band a layer, its name and
/// the scale of its bytes.</summary>
/// <remarks>Nothing stands under the path until <see cref="Complete"/>; disposed before that, nothing is left. One thread
/// at a time may use a writer.</remarks>
public sealed class LayerWriter : IDisposable
{
    private readonly GridGeometry grid;
    private readonly RasterTarget target;

    private LayerWriter(GridGeometry grid, RasterTarget target) => (this.grid, this.target) = (grid, target);

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it goes. A file of that name is replaced at <see cref="Complete"/>, not before.</param>
    /// <param name="grid">The map's grid.</param>
    /// <param name="layers">The layers, one a band.</param>
    /// <param name="metadata">Text items stored in the file.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="Segment.PackageFormat.SegmentOutputException">The folder is missing or cannot be written to.</exception>
    public static LayerWriter Create(
        string path,
        GridGeometry grid,
        IReadOnlyList<MapLayer> layers,
        IReadOnlyDictionary<string, string> metadata
    )
    {
        var opened = RasterTarget.Create(
            path,
            grid,
            GdalDataType.UInt8,
            layers.Count,
            dataset =>
                MapFile.SetMetadata(dataset, metadata) && layers.Index().All(l => Describe(dataset, l.Index, l.Item))
        );
        return new LayerWriter(grid, opened);
    }

    /// <summary>Writes rows of a layer.</summary>
    /// <param name="layer">Its position in the file, from 0.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="values">Whole rows (rows, W); 255 for NoData.</param>
    /// <exception cref="Segment.PackageFormat.SegmentOutputException">The disk is full or the file cannot be written.</exception>
    public unsafe void Write(int layer, int firstRow, ReadOnlySpan<byte> values)
    {
        using var errors = GdalErrors.Begin();
        fixed (byte* data = values)
        {
            var rows = values.Length / grid.Width;
            var status = GdalApi.GDALRasterIOEx(
                GdalApi.GDALGetRasterBand(target.Dataset, layer + 1),
                RasterAccess.Write,
                0,
                firstRow,
                grid.Width,
                rows,
                data,
                grid.Width,
                rows,
                GdalDataType.UInt8,
                1,
                grid.Width,
                0
            );
            if (status != GdalApi.Success)
            {
                throw target.Failure(errors.Text);
            }
        }
    }

    /// <summary>Adds the overviews (means), checks the file on the disk and gives it its name.</summary>
    /// <param name="progress">Told the fraction done, 0–1.</param>
    /// <param name="token">Stops the work; nothing is left then.</param>
    /// <exception cref="Segment.PackageFormat.SegmentOutputException">The file could not be written whole.</exception>
    public void Complete(IProgress<double>? progress = null, CancellationToken token = default) =>
        target.Complete("AVERAGE", progress, token);

    /// <summary>Removes what was written, unless the file is complete.</summary>
    public void Dispose() => target.Dispose();

    private static bool Describe(DatasetHandle dataset, int position, MapLayer layer)
    {
        var band = GdalApi.GDALGetRasterBand(dataset, position + 1);
        GdalApi.GDALSetDescription(band, layer.Description);
        return GdalApi.GDALSetRasterNoDataValue(band, MapLayer.NoData) == GdalApi.Success
            && OutputApi.GDALSetRasterScale(band, layer.Scale) == GdalApi.Success;
    }
}
