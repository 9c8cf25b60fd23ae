using Segment.Raster.Interop;

namespace Segment.Raster.Tests;

/// <summary>Writes small rasters of any kind.</summary>
internal sealed record TestRaster(int Bands, int Height, int Width)
{
    public static GeoTransform NorthUp { get; } = new(500000, 30, 0, 4400000, 0, -30);

    public GdalDataType Type { get; init; } = GdalDataType.UInt8;

    public string Driver { get; init; } = "GTiff";

    public string[] Options { get; init; } = [];

    public GeoTransform? Transform { get; init; } = NorthUp;

    public string CrsWkt { get; init; } = string.Empty;

    /// <summary>Gets the NoData number of each band (null: none); an empty list means none at all.</summary>
    public IReadOnlyList<double?> NoData { get; init; } = [];

    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Gets the mask (H, W), 0 or 255.</summary>
    public byte[]? Mask { get; init; }

    public static string Epsg(int code)
    {
        GdalLibrary.EnsureReady();
        using var reference = GdalApi.OSRNewSpatialReference(null);
        Assert.Equal(0, GdalApi.OSRImportFromEPSG(reference, code));
        Assert.Equal(0, GdalApi.OSRExportToWkt(reference, out var text));
        var wkt = GdalApi.Text(text)!;
        GdalApi.VSIFree(text);
        return wkt;
    }

    /// <summary>Writes the raster without any samples.</summary>
    public string WriteSparse(string path)
    {
        GdalLibrary.EnsureReady();
        using var errors = GdalErrors.Begin();
        using var options = new StringListHandle(Options);
        var driver = GdalApi.GDALGetDriverByName(Driver);
        using var dataset = GdalApi.GDALCreate(driver, path, Width, Height, Bands, Type, options);
        Assert.False(dataset.IsInvalid, errors.Text);
        Assert.Null(dataset.CloseAndReport());
        return path;
    }

    /// <summary>Writes the raster; samples (bands, H, W) are given in double precision, which holds all types.</summary>
    public unsafe string Write(string path, ReadOnlySpan<double> samples)
    {
        GdalLibrary.EnsureReady();
        using var errors = GdalErrors.Begin();
        using var options = new StringListHandle(Options);
        using var dataset = GdalApi.GDALCreate(
            GdalApi.GDALGetDriverByName(Driver),
            path,
            Width,
            Height,
            Bands,
            Type,
            options
        );
        Assert.False(dataset.IsInvalid, errors.Text);
        Place(dataset);
        for (var band = 0; band < Bands; band++)
        {
            Describe(GdalApi.GDALGetRasterBand(dataset, band + 1), band);
        }

        fixed (double* data = samples)
        {
            var status = GdalApi.GDALDatasetRasterIOEx(
                dataset,
                RasterAccess.Write,
                0,
                0,
                Width,
                Height,
                data,
                Width,
                Height,
                GdalDataType.Float64,
                Bands,
                null,
                0,
                0,
                0,
                0
            );
            Assert.True(status == GdalApi.Success, errors.Text);
        }

        WriteMask(dataset);
        Assert.Null(dataset.CloseAndReport());
        return path;
    }

    private unsafe void Place(DatasetHandle dataset)
    {
        if (Transform is { } t)
        {
            var numbers = stackalloc double[]
            {
                t.OriginX,
                t.PixelWidth,
                t.RowRotation,
                t.OriginY,
                t.ColumnRotation,
                t.PixelHeight,
            };
            Assert.Equal(0, GdalApi.GDALSetGeoTransform(dataset, numbers));
        }

        if (CrsWkt.Length > 0)
        {
            Assert.Equal(0, GdalApi.GDALSetProjection(dataset, CrsWkt));
        }
    }

    private void Describe(nint band, int index)
    {
        if (index < NoData.Count && NoData[index] is { } noData)
        {
            Assert.Equal(0, GdalApi.GDALSetRasterNoDataValue(band, noData));
        }

        if (index < Names.Count)
        {
            GdalApi.GDALSetDescription(band, Names[index]);
        }
    }

    private unsafe void WriteMask(DatasetHandle dataset)
    {
        if (Mask is null)
        {
            return;
        }

        Assert.Equal(0, GdalApi.GDALCreateDatasetMaskBand(dataset, 2));
        fixed (byte* data = Mask)
        {
            var band = GdalApi.GDALGetMaskBand(GdalApi.GDALGetRasterBand(dataset, 1));
            Assert.Equal(
                0,
                GdalApi.GDALRasterIOEx(
                    band,
                    RasterAccess.Write,
                    0,
                    0,
                    Width,
                    Height,
                    data,
                    Width,
                    Height,
                    GdalDataType.UInt8,
                    0,
                    0,
                    0
                )
            );
        }
    }
}
