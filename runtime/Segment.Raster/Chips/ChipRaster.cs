using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Chips;

/// <summary>One open chip file.</summary>
internal sealed class ChipRaster : IDisposable
{
    private const uint OpenRaster = 0x02;
    private const uint VerboseError = 0x40;

    private readonly DatasetHandle dataset;
    private readonly string path;

    private ChipRaster(string path, DatasetHandle dataset)
    {
        (this.path, this.dataset) = (path, dataset);
        Height = GdalApi.GDALGetRasterYSize(dataset);
        Width = GdalApi.GDALGetRasterXSize(dataset);
        BandCount = GdalApi.GDALGetRasterCount(dataset);
    }

    /// <summary>Gets the rows, in pixels.</summary>
    public int Height { get; }

    /// <summary>Gets the columns, in pixels.</summary>
    public int Width { get; }

    /// <summary>Gets the number of bands.</summary>
    public int BandCount { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="siblings">Names of the files of its folder that may belong to it; GDAL would list the whole
    /// folder, for every chip, to find them.</param>
    /// <returns>The file.</returns>
    /// <exception cref="SegmentDataException">GDAL cannot read it.</exception>
    public static ChipRaster Open(string path, IEnumerable<string> siblings)
    {
        using var errors = GdalErrors.Begin();
        using var list = new StringListHandle(siblings);
        var opened = GdalApi.GDALOpenEx(path, OpenRaster | VerboseError, 0, 0, list.DangerousGetHandle());
        if (!opened.IsInvalid && GdalApi.GDALGetRasterCount(opened) > 0)
        {
            return new ChipRaster(path, opened);
        }

        opened.Dispose();
        throw new SegmentDataException(
            $"The chip '{path}' cannot be read: {errors.Text}. Cut the chips again, or remove its line from {ChipLayout.Map}."
        );
    }

    /// <summary>Reads size, place and reference system.</summary>
    /// <returns>The grid.</returns>
    public GridGeometry Grid() => RasterFile.Grid(dataset);

    /// <summary>Reads the place on the map.</summary>
    /// <returns>The transform, or null where the file has none.</returns>
    public unsafe GeoTransform? Transform()
    {
        using var errors = GdalErrors.Begin();
        var t = stackalloc double[6];
        return GdalApi.GDALGetGeoTransform(dataset, t) == GdalApi.Success
            ? new GeoTransform(t[0], t[1], t[2], t[3], t[4], t[5])
            : null;
    }

    /// <summary>Reads the reference system.</summary>
    /// <returns>WKT, or empty where the file has none.</returns>
    public string CrsWkt()
    {
        using var errors = GdalErrors.Begin();
        return GdalApi.Text(GdalApi.GDALGetProjectionRef(dataset)) ?? string.Empty;
    }

    /// <summary>Learns what the file says of its bands.</summary>
    /// <returns>The reader, usable while the file is open.</returns>
    public BandReader Reader() => new(path, dataset);

    /// <summary>Reads the first band as it lies in the file.</summary>
    /// <param name="values">Height × width.</param>
    /// <returns>The band's NoData value, or null.</returns>
    public unsafe double? ReadValues(Span<float> values)
    {
        using var errors = GdalErrors.Begin();
        var band = GdalApi.GDALGetRasterBand(dataset, 1);
        fixed (float* buffer = values)
        {
            var status = GdalApi.GDALRasterIOEx(
                band,
                RasterAccess.Read,
                0,
                0,
                Width,
                Height,
                buffer,
                Width,
                Height,
                GdalDataType.Float32,
                sizeof(float),
                (long)Width * sizeof(float),
                0
            );
            if (status != GdalApi.Success)
            {
                throw RasterFile.ReadFailure(path, new PixelWindow(0, 0, Height, Width), errors.Text);
            }
        }

        var noData = GdalApi.GDALGetRasterNoDataValue(band, out var isSet);
        if (isSet == 0 || !BandTraits.HoldsSignedBytes(dataset))
        {
            return isSet != 0 ? noData : null;
        }

        NoDataMarking.UnfoldSign(values);
        return BandTraits.NoDataIn(PixelType.Int8, noData);
    }

    /// <inheritdoc/>
    public void Dispose() => dataset.Dispose();
}
