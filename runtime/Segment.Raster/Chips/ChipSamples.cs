using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Chips;

/// <summary>Reads a scene in windows twice over: as floats with NaN, for statistics, and as they lie in the file, for
/// chips. Both come from one open file, so that its blocks are decoded once.</summary>
internal sealed class ChipSamples : IDisposable
{
    private static readonly Version FirstWithInt8 = new(3, 7);

    private readonly DatasetHandle dataset;
    private readonly BandReader reader;
    private readonly int[] bands;
    private readonly long cacheBytes;

    /// <summary>Opens a scene.</summary>
    /// <param name="path">Any raster that GDAL reads.</param>
    /// <exception cref="SegmentDataException">It cannot be read.</exception>
    public ChipSamples(string path)
    {
        Path = path;
        dataset = RasterFile.Open(path);
        try
        {
            reader = new BandReader(path, dataset);
            Grid = RasterFile.Grid(dataset);
            bands = [.. Enumerable.Range(0, Bands.Count)];
            Type = ChipFormat.CommonType([.. Bands.Select(b => b.Type)]);
            MaskBands = CountMasks();
            CheckTypes();
            cacheBytes = BlockCache.BytesFor(Grid, Bands);
            BlockCache.Change(cacheBytes);
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    /// <summary>Gets the path as it was given.</summary>
    public string Path { get; }

    /// <summary>Gets size and place.</summary>
    public GridGeometry Grid { get; }

    /// <summary>Gets the bands.</summary>
    public IReadOnlyList<RasterBand> Bands => reader.Bands;

    /// <summary>Gets the type that chips are written in: that of the bands, or one that holds all of theirs.</summary>
    public PixelType Type { get; }

    /// <summary>Gets the number of masks beside the NoData values: none, one for all bands, or one a band.</summary>
    public int MaskBands { get; }

    /// <summary>Gets GDAL's type for samples.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its type; before GDAL 3.7 signed bytes are handled as bytes.</returns>
    public static GdalDataType GdalType(PixelType type) =>
        type switch
        {
            PixelType.UInt8 => GdalDataType.UInt8,
            PixelType.Int8 => HasInt8 ? GdalDataType.Int8 : GdalDataType.UInt8,
            PixelType.UInt16 => GdalDataType.UInt16,
            PixelType.Int16 => GdalDataType.Int16,
            PixelType.UInt32 => GdalDataType.UInt32,
            PixelType.Int32 => GdalDataType.Int32,
            PixelType.Float32 => GdalDataType.Float32,
            _ => GdalDataType.Float64,
        };

    private static bool HasInt8 => Version.TryParse(GdalLibrary.Version, out var version) && version >= FirstWithInt8;

    /// <summary>Reads a window as floats.</summary>
    /// <param name="window">Inside the scene.</param>
    /// <param name="samples">(bands, H, W); NaN where there is no data.</param>
    public void Read(PixelWindow window, Span<float> samples) =>
        reader.Read(window, window.Height, window.Width, bands, samples);

    /// <summary>Reads a window in <see cref="Type"/>.</summary>
    /// <param name="window">Inside the scene.</param>
    /// <param name="samples">(bands, H, W), the bytes of each sample.</param>
    public unsafe void ReadBytes(PixelWindow window, Span<byte> samples)
    {
        var size = (long)Type.SizeBytes();
        var numbers = Array.ConvertAll(bands, b => b + 1);
        using var errors = GdalErrors.Begin();
        fixed (byte* buffer = samples)
        fixed (int* list = numbers)
        {
            var status = GdalApi.GDALDatasetRasterIOEx(
                dataset,
                RasterAccess.Read,
                window.Column,
                window.Row,
                window.Width,
                window.Height,
                buffer,
                window.Width,
                window.Height,
                GdalType(Type),
                numbers.Length,
                list,
                size,
                size * window.Width,
                size * window.Area,
                0
            );
            if (status != GdalApi.Success)
            {
                throw RasterFile.ReadFailure(Path, window, errors.Text);
            }
        }
    }

    /// <summary>Reads the masks of a window.</summary>
    /// <param name="window">Inside the scene.</param>
    /// <param name="mask">(masks, H, W); 0 where there is no data.</param>
    public unsafe void ReadMasks(PixelWindow window, Span<byte> mask)
    {
        using var errors = GdalErrors.Begin();
        fixed (byte* buffer = mask)
        {
            for (var band = 0; band < MaskBands; band++)
            {
                var status = GdalApi.GDALRasterIOEx(
                    GdalApi.GDALGetMaskBand(GdalApi.GDALGetRasterBand(dataset, band + 1)),
                    RasterAccess.Read,
                    window.Column,
                    window.Row,
                    window.Width,
                    window.Height,
                    buffer + (band * window.Area),
                    window.Width,
                    window.Height,
                    GdalDataType.UInt8,
                    1,
                    window.Width,
                    0
                );
                if (status != GdalApi.Success)
                {
                    throw RasterFile.ReadFailure(Path, window, errors.Text);
                }
            }
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

    private int CountMasks()
    {
        var kinds = bands.Select(b => BandTraits.Read(Path, dataset, b).Mask).ToArray();
        return kinds.Contains(MaskKind.Band) ? bands.Length
            : kinds.Contains(MaskKind.Dataset) ? 1
            : 0;
    }

    private void CheckTypes()
    {
        if (Type != PixelType.Int8 && Bands.Any(b => b.Type == PixelType.Int8) && !HasInt8)
        {
            throw new SegmentEnvironmentException(
                $"'{Path}' mixes signed bytes with other types, which GDAL {GdalLibrary.Version} cannot read together. "
                    + "Use GDAL 3.7 or newer, or convert the scene: gdal_translate -ot Int16 in.tif out.tif"
            );
        }
    }
}
