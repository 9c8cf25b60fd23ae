namespace Segment.Raster.Interop;

/// <summary>An open vector file of any format that GDAL reads.</summary>
internal sealed class OgrFile : IDisposable
{
    private const uint OpenVector = 0x04;
    private const uint VerboseError = 0x40;

    private readonly DatasetHandle dataset;

    private OgrFile(DatasetHandle dataset)
    {
        this.dataset = dataset;
        Layers =
        [
            .. Enumerable
                .Range(0, OgrApi.GDALDatasetGetLayerCount(dataset))
                .Select(index => new OgrLayer(OgrApi.GDALDatasetGetLayer(dataset, index))),
        ];
    }

    /// <summary>Gets the layers, in the file's order.</summary>
    public IReadOnlyList<OgrLayer> Layers { get; }

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">GDAL's words where it is not a vector file; else empty.</param>
    /// <returns>The file, or null where GDAL reads no vectors from it.</returns>
    public static OgrFile? TryOpen(string path, out string reason)
    {
        GdalLibrary.EnsureReady();
        using var errors = GdalErrors.Begin();
        var opened = GdalApi.GDALOpenEx(path, OpenVector | VerboseError, 0, 0, 0);
        reason = opened.IsInvalid ? errors.Text : string.Empty;
        if (!opened.IsInvalid)
        {
            return new OgrFile(opened);
        }

        opened.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => dataset.Dispose();
}
