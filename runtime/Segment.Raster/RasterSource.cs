using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Raster.Scenes;

namespace Segment.Raster;

/// <summary>A raster that is read in windows, as 32-bit floats, band by band.</summary>
/// <remarks>One thread at a time may use a source: open one for each thread.</remarks>
public sealed class RasterSource : IDisposable
{
    private readonly bool isRemote;
    private DatasetHandle dataset;
    private BandReader reader;
    private readonly (int Row, int Column) origin;
    private long cacheBytes;

    private RasterSource(string path, DatasetHandle dataset, SceneFrame frame)
    {
        Path = path;
        this.dataset = dataset;
        var whole = RasterFile.Grid(dataset);
        Grid = Framed(whole, frame);
        origin = (frame.Part?.Row ?? 0, frame.Part?.Column ?? 0);
        Reach = new PixelWindow(-origin.Row, -origin.Column, whole.Height, whole.Width);
        isRemote = RemoteRetry.IsRemote(path);
        reader = new BandReader(path, dataset);
        Bands = reader.Bands;
        cacheBytes = BlockCache.BytesFor(Grid, Bands);
        BlockCache.Change(cacheBytes);
    }

    /// <summary>Gets the path as it was given.</summary>
    public string Path { get; }

    /// <summary>Gets size, place and reference system; south-up and rotated rasters keep their transform as it is.</summary>
    public GridGeometry Grid { get; }

    /// <summary>Gets the window of all pixels that can be read: larger than the grid where a part is looked at.</summary>
    public PixelWindow Reach { get; }

    /// <summary>Gets the number of rows, in pixels.</summary>
    public int Height => Grid.Height;

    /// <summary>Gets the number of columns, in pixels.</summary>
    public int Width => Grid.Width;

    /// <summary>Gets the bands, in the file's order.</summary>
    public IReadOnlyList<RasterBand> Bands { get; }

    /// <summary>Gets the rows of the first band's blocks, in pixels: windows of whole block rows read fastest.</summary>
    public int BlockHeight => Bands[0].BlockHeight;

    /// <summary>Gets the columns of the first band's blocks, in pixels.</summary>
    public int BlockWidth => Bands[0].BlockWidth;

    /// <summary>Gets whether any sample can be without data: a band has a NoData value or a mask, or holds floating-point
    /// numbers, which can be NaN.</summary>
    public bool HasNoData => reader.HasNoData;

    /// <summary>Gets the files that the raster is read from, its headers and companions among them; the paths are GDAL's.</summary>
    public IReadOnlyList<string> Files
    {
        get
        {
            using var list = GdalApi.GDALGetFileList(dataset);
            return list.Read();
        }
    }

    /// <summary>Gets when the scene was taken, in UTC; null where the file does not tell.</summary>
    public DateTimeOffset? Taken => SceneTime.Of(dataset);

    /// <summary>Gets an item of text that the file carries.</summary>
    /// <param name="key">Its name, such as <c>SEGMENT_PACKAGE</c>.</param>
    /// <returns>The text; null where the file has no such item.</returns>
    public string? TextItem(string key) => GdalApi.Text(GdalApi.GDALGetMetadataItem(dataset, key, null));

    /// <summary>Gets how the samples lie in blocks.</summary>
    public BlockLayout Blocks => new(Height, Width, Bands);

    /// <summary>Gets the open file, for what is not a sample.</summary>
    internal DatasetHandle Dataset => dataset;

    /// <summary>Opens a raster of any format that GDAL reads.</summary>
    /// <param name="path">A local file or folder, or one of GDAL's <c>/vsi…</c> paths.</param>
    /// <returns>The source.</returns>
    /// <exception cref="SegmentDataException">No such file, not a raster, or samples of a type that cannot be used
    /// (complex, 64-bit integer).</exception>
    /// <exception cref="SegmentEnvironmentException">GDAL is missing or too old.</exception>
    public static RasterSource Open(string path) => Open(path, default);

    /// <summary>Opens a part of a raster.</summary>
    /// <param name="path">A local file or folder, or one of GDAL's <c>/vsi…</c> paths.</param>
    /// <param name="frame">The part, inside the raster; rows and columns count from its corner.</param>
    /// <returns>The source.</returns>
    /// <exception cref="SegmentDataException">No such file, not a raster, or samples of a type that cannot be used
    /// (complex, 64-bit integer).</exception>
    /// <exception cref="SegmentEnvironmentException">GDAL is missing or too old.</exception>
    public static RasterSource Open(string path, SceneFrame frame)
    {
        var opened = RemoteRetry.IsRemote(path)
            ? RemoteRetry.Run(path, () => RasterFile.Open(path))
            : RasterFile.Open(path);
        try
        {
            return new RasterSource(path, opened, frame);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Sets how many decoded blocks stay in memory, so that windows beside and below each other share them.</summary>
    /// <param name="bytes">Room for blocks (see <see cref="BlockLayout.DecodedBytes"/>); it stands in place of the room
    /// for a tall window that a source takes by itself. The process as a whole keeps at most 1 GB.</param>
    public void KeepDecoded(long bytes)
    {
        ObjectDisposedException.ThrowIf(dataset.IsClosed, this);
        BlockCache.Change(bytes - cacheBytes);
        cacheBytes = bytes;
    }

    /// <summary>Reads a window; samples without data (NoData value, mask 0, NaN in the file) are NaN.</summary>
    /// <param name="window">Rows and columns, all inside <see cref="Reach"/>.</param>
    /// <param name="bands">Positions of the bands to read, from 0, in the order wanted.</param>
    /// <param name="samples">Filled with (bands, H, W) in the file's units; exactly that long.</param>
    /// <exception cref="SegmentDataException">The file cannot be read there.</exception>
    /// <exception cref="SegmentTransientException">A server does not answer, after several attempts.</exception>
    /// <exception cref="ArgumentException">The window leaves the raster, a band is not there, or the length is wrong.</exception>
    public void Read(PixelWindow window, ReadOnlySpan<int> bands, Span<float> samples) =>
        ReadScaled(window, window.Height, window.Width, bands, samples);

    /// <summary>Tells without reading whether a window of a sparse file holds nothing but NoData.</summary>
    /// <param name="window">Rows and columns, all inside the raster.</param>
    /// <param name="bands">Positions of the bands, from 0.</param>
    /// <returns>Whether one of the bands has a NoData value and none of its blocks there is stored; false where the
    /// format does not tell.</returns>
    public bool IsEmpty(PixelWindow window, ReadOnlySpan<int> bands) => reader.IsEmpty(InFile(window), bands);

    /// <summary>Reads a window at another size, each sample being the nearest one of the file.</summary>
    /// <param name="window">Rows and columns, all inside the raster.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="bands">Positions of the bands to read, from 0.</param>
    /// <param name="samples">Filled with (bands, height, width); exactly that long.</param>
    /// <exception cref="SegmentDataException">The file cannot be read there.</exception>
    public void ReadScaled(PixelWindow window, int height, int width, ReadOnlySpan<int> bands, Span<float> samples)
    {
        if (isRemote)
        {
            ReadRemote(InFile(window), height, width, bands, samples);
        }
        else
        {
            reader.Read(InFile(window), height, width, bands, samples);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!dataset.IsClosed)
        {
            dataset.Dispose();
            BlockCache.Change(-cacheBytes);
        }
    }

    // A span cannot be held by the work that is tried again; its address can, while it is pinned.
    private unsafe void ReadRemote(
        PixelWindow window,
        int height,
        int width,
        ReadOnlySpan<int> bands,
        Span<float> samples
    )
    {
        var wanted = bands.ToArray();
        fixed (float* start = samples)
        {
            var (address, length) = ((nint)start, samples.Length);
            _ = RemoteRetry.Run(
                Path,
                () =>
                {
                    reader.Read(window, height, width, wanted, new Span<float>((float*)address, length));
                    return true;
                },
                Reopen
            );
        }
    }

    // What a broken connection has left in a handle's cache is not trusted: a fresh one is taken.
    private void Reopen()
    {
        var fresh = RasterFile.Open(Path);
        dataset.Dispose();
        (dataset, reader) = (fresh, new BandReader(Path, fresh));
    }

    private static GridGeometry Framed(GridGeometry whole, SceneFrame frame)
    {
        var part = frame.Part ?? whole.Extent;
        if (part.Area == 0 || part.Intersect(whole.Extent) != part)
        {
            throw new ArgumentException(
                $"{part} is no part of a raster of {whole.Height} x {whole.Width} px.",
                nameof(frame)
            );
        }

        return frame.PixelSpace
            ? new GridGeometry(part.Height, part.Width, null, string.Empty)
            : new GridGeometry(part.Height, part.Width, whole.Transform?.At(part.Row, part.Column), whole.CrsWkt);
    }

    private PixelWindow InFile(PixelWindow window) =>
        window with
        {
            Row = window.Row + origin.Row,
            Column = window.Column + origin.Column,
        };
}
