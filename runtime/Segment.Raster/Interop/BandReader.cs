using System.Buffers;
using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>Reads samples as 32-bit floats and turns samples without data into NaN.</summary>
internal sealed class BandReader
{
    // Bits of GDALGetDataCoverageStatus's answer (gdal.h).
    private const int CoverageHoldsData = 2;
    private const int CoverageIsEmpty = 4;

    private readonly string path;
    private readonly DatasetHandle dataset;
    private readonly int height;
    private readonly int width;
    private readonly BandTraits[] traits;

    /// <summary>Learns what the file says about its bands.</summary>
    /// <param name="path">For messages.</param>
    /// <param name="dataset">The open raster; it stays the caller's.</param>
    /// <exception cref="SegmentDataException">A band's samples are of a type that cannot be used.</exception>
    public BandReader(string path, DatasetHandle dataset)
    {
        this.path = path;
        this.dataset = dataset;
        height = GdalApi.GDALGetRasterYSize(dataset);
        width = GdalApi.GDALGetRasterXSize(dataset);
        using var errors = GdalErrors.Begin();
        traits = new BandTraits[GdalApi.GDALGetRasterCount(dataset)];
        for (var band = 0; band < traits.Length; band++)
        {
            traits[band] = BandTraits.Read(path, dataset, band);
        }

        Bands = Array.ConvertAll(traits, trait => trait.Band);
        HasNoData = Array.Exists(traits, trait => trait.CanBeNaN);
    }

    /// <summary>Gets the bands.</summary>
    public IReadOnlyList<RasterBand> Bands { get; }

    /// <summary>Gets whether any sample can be NaN.</summary>
    public bool HasNoData { get; }

    /// <summary>Reads a window, at its own or at another size (nearest sample).</summary>
    /// <param name="window">Rows and columns, inside the raster.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="bands">Positions of the bands, from 0.</param>
    /// <param name="samples">Filled with (bands, rows, columns).</param>
    public void Read(PixelWindow window, int rows, int columns, ReadOnlySpan<int> bands, Span<float> samples)
    {
        Check(window, rows, columns, bands, samples);
        if (samples.IsEmpty)
        {
            return;
        }

        ReadFloats(window, rows, columns, bands, samples);
        var pixels = rows * columns;
        var maskOf = -1;
        float[]? mask = null;
        try
        {
            for (var i = 0; i < bands.Length; i++)
            {
                var plane = samples.Slice(i * pixels, pixels);
                MarkNoData(window, rows, columns, bands[i], plane);
                if (traits[bands[i]].Mask == MaskKind.None)
                {
                    continue;
                }

                mask ??= ArrayPool<float>.Shared.Rent(pixels);
                var owner = traits[bands[i]].Mask == MaskKind.Dataset ? 0 : bands[i];
                if (owner != maskOf)
                {
                    ReadMask(window, rows, columns, owner, mask.AsSpan(0, pixels));
                    maskOf = owner;
                }

                NoDataMarking.MarkMasked(plane, mask.AsSpan(0, pixels));
            }
        }
        finally
        {
            if (mask is not null)
            {
                ArrayPool<float>.Shared.Return(mask);
            }
        }
    }

    /// <summary>Tells whether the file stores no block of a window for one of the bands, which then holds NoData only.</summary>
    /// <param name="window">Rows and columns, inside the raster.</param>
    /// <param name="bands">Positions of the bands, from 0.</param>
    /// <returns>Whether no pixel of the window can be valid; false where the format does not tell.</returns>
    public unsafe bool IsEmpty(PixelWindow window, ReadOnlySpan<int> bands)
    {
        foreach (var band in bands)
        {
            if (traits[band].Band.NoData is null)
            {
                continue;
            }

            using var errors = GdalErrors.Begin();
            var status = GdalApi.GDALGetDataCoverageStatus(
                GdalApi.GDALGetRasterBand(dataset, band + 1),
                window.Column,
                window.Row,
                window.Width,
                window.Height,
                CoverageHoldsData,
                null
            );
            if (status == CoverageIsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private void MarkNoData(PixelWindow window, int rows, int columns, int band, Span<float> plane)
    {
        var trait = traits[band];
        if (trait.FoldedSign)
        {
            NoDataMarking.UnfoldSign(plane);
        }

        if (trait.Band.NoData is not { } noData || double.IsNaN(noData))
        {
            return;
        }

        if (trait.FloatIsExact)
        {
            NoDataMarking.MarkEqual(plane, (float)noData);
            return;
        }

        // Neighbours of a 32-bit integer or a double may be the same float: compare in a type that tells them apart.
        var exact = ArrayPool<double>.Shared.Rent(plane.Length);
        try
        {
            ReadPlane(window, rows, columns, band, exact.AsSpan(0, plane.Length));
            NoDataMarking.MarkEqual(plane, exact, noData);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(exact);
        }
    }

    private void Check(PixelWindow window, int rows, int columns, ReadOnlySpan<int> bands, ReadOnlySpan<float> samples)
    {
        var outside = window.Row < 0 || window.Column < 0 || window.Height < 0 || window.Width < 0;
        if (outside || window.EndRow > height || window.EndColumn > width)
        {
            throw new ArgumentException($"{window} leaves the raster of {height} x {width} px.", nameof(window));
        }

        foreach (var band in bands)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(band, nameof(bands));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(band, traits.Length, nameof(bands));
        }

        if (samples.Length != (long)bands.Length * rows * columns)
        {
            throw new ArgumentException(
                $"{samples.Length} samples do not hold {bands.Length} x {rows} x {columns}.",
                nameof(samples)
            );
        }
    }

    private unsafe void ReadFloats(
        PixelWindow window,
        int rows,
        int columns,
        ReadOnlySpan<int> bands,
        Span<float> samples
    )
    {
        Span<int> numbers = bands.Length <= 256 ? stackalloc int[bands.Length] : new int[bands.Length];
        for (var i = 0; i < bands.Length; i++)
        {
            numbers[i] = bands[i] + 1;
        }

        using var errors = GdalErrors.Begin();
        fixed (float* buffer = samples)
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
                columns,
                rows,
                GdalDataType.Float32,
                bands.Length,
                list,
                sizeof(float),
                (long)columns * sizeof(float),
                (long)rows * columns * sizeof(float),
                0
            );
            if (status != GdalApi.Success)
            {
                throw RasterFile.ReadFailure(path, window, errors.Text);
            }
        }
    }

    private unsafe void ReadPlane(PixelWindow window, int rows, int columns, int band, Span<double> exact)
    {
        fixed (double* buffer = exact)
        {
            ReadBand(
                window,
                rows,
                columns,
                GdalApi.GDALGetRasterBand(dataset, band + 1),
                buffer,
                GdalDataType.Float64,
                sizeof(double)
            );
        }
    }

    private unsafe void ReadMask(PixelWindow window, int rows, int columns, int band, Span<float> mask)
    {
        fixed (float* buffer = mask)
        {
            var handle = GdalApi.GDALGetMaskBand(GdalApi.GDALGetRasterBand(dataset, band + 1));
            ReadBand(window, rows, columns, handle, buffer, GdalDataType.Float32, sizeof(float));
        }
    }

    private unsafe void ReadBand(
        PixelWindow window,
        int rows,
        int columns,
        nint band,
        void* buffer,
        GdalDataType type,
        int sampleBytes
    )
    {
        using var errors = GdalErrors.Begin();
        var status = GdalApi.GDALRasterIOEx(
            band,
            RasterAccess.Read,
            window.Column,
            window.Row,
            window.Width,
            window.Height,
            buffer,
            columns,
            rows,
            type,
            sampleBytes,
            (long)columns * sampleBytes,
            0
        );
        if (status != GdalApi.Success)
        {
            throw RasterFile.ReadFailure(path, window, errors.Text);
        }
    }
}
