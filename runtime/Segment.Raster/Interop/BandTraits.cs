using Segment.PackageFormat;

namespace Segment.Raster.Interop;

/// <summary>What must be known to read one band right.</summary>
/// <param name="Band">What the file says of it.</param>
/// <param name="Mask">Whether a mask must be read too.</param>
/// <param name="FoldedSign">Whether GDAL hands out signed bytes as 0–255 (before its version 3.7).</param>
internal sealed record BandTraits(RasterBand Band, MaskKind Mask, bool FoldedSign)
{
    // GDAL's mask flags (RFC 15).
    private const int AllValid = 1;
    private const int PerDataset = 2;
    private const int Alpha = 4;
    private const int FromNoData = 8;

    /// <summary>Gets whether samples of the band can be NaN.</summary>
    public bool CanBeNaN =>
        Band.NoData is not null || Mask != MaskKind.None || Band.Type is PixelType.Float32 or PixelType.Float64;

    /// <summary>Gets whether a 32-bit float holds every sample of the band exactly.</summary>
    public bool FloatIsExact => Band.Type is not (PixelType.Int32 or PixelType.UInt32 or PixelType.Float64);

    /// <summary>Asks the file.</summary>
    /// <param name="path">For messages.</param>
    /// <param name="dataset">The open raster.</param>
    /// <param name="index">Position of the band, from 0.</param>
    /// <returns>The traits.</returns>
    /// <exception cref="SegmentDataException">The samples are complex numbers or 64-bit integers.</exception>
    public static BandTraits Read(string path, DatasetHandle dataset, int index)
    {
        var band = GdalApi.GDALGetRasterBand(dataset, index + 1);
        var type = Type(path, band, index);
        var description = GdalApi.Text(GdalApi.GDALGetDescription(band));
        GdalApi.GDALGetBlockSize(band, out var blockWidth, out var blockHeight);
        var stored = GdalApi.GDALGetRasterNoDataValue(band, out var isSet);
        var (scale, offset) = (
            GdalApi.GDALGetRasterScale(band, out var hasScale),
            GdalApi.GDALGetRasterOffset(band, out var hasOffset)
        );
        return new BandTraits(
            new RasterBand(
                string.IsNullOrWhiteSpace(description) ? $"Band_{index + 1}" : description,
                type,
                isSet != 0 ? NoDataIn(type, stored) : null,
                blockHeight,
                blockWidth
            )
            {
                Scale = hasScale != 0 ? scale : 1,
                Offset = hasOffset != 0 ? offset : 0,
            },
            Mask: MaskOf(GdalApi.GDALGetMaskFlags(band)),
            FoldedSign: type == PixelType.Int8 && GdalApi.GDALGetRasterDataType(band) == GdalDataType.UInt8
        );
    }

    /// <summary>Tells whether the first band holds bytes that are read as 0–255.</summary>
    /// <param name="dataset">An open raster with bands.</param>
    /// <returns>Whether it does.</returns>
    internal static bool HoldsPlainBytes(DatasetHandle dataset)
    {
        var band = GdalApi.GDALGetRasterBand(dataset, 1);
        return GdalApi.GDALGetRasterDataType(band) == GdalDataType.UInt8 && !IsSignedByte(band);
    }

    /// <summary>Tells whether the first band holds signed bytes, marked or by type.</summary>
    /// <param name="dataset">An open raster.</param>
    /// <returns>Whether it does.</returns>
    internal static bool HoldsSignedBytes(DatasetHandle dataset)
    {
        var band = GdalApi.GDALGetRasterCount(dataset) > 0 ? GdalApi.GDALGetRasterBand(dataset, 1) : 0;
        return band != 0 && (GdalApi.GDALGetRasterDataType(band) == GdalDataType.Int8 || IsSignedByte(band));
    }

    /// <summary>Gets the NoData number as a sample of the band's type can hold it.</summary>
    /// <param name="type">The band's type.</param>
    /// <param name="stored">The number that the file's metadata holds, as a double.</param>
    /// <returns>The number, or null where no sample can be equal to it.</returns>
    internal static double? NoDataIn(PixelType type, double stored) =>
        type switch
        {
            PixelType.UInt8 => Within(stored, byte.MinValue, byte.MaxValue),

            // Old files give the number of a signed byte as 0–255.
            PixelType.Int8 => Within(stored, sbyte.MinValue, byte.MaxValue) is > sbyte.MaxValue and var folded
                ? folded - 256
                : Within(stored, sbyte.MinValue, sbyte.MaxValue),
            PixelType.UInt16 => Within(stored, ushort.MinValue, ushort.MaxValue),
            PixelType.Int16 => Within(stored, short.MinValue, short.MaxValue),
            PixelType.UInt32 => Within(stored, uint.MinValue, uint.MaxValue),
            PixelType.Int32 => Within(stored, int.MinValue, int.MaxValue),
            PixelType.Float32 => NearestFloat(stored),
            _ => stored,
        };

    private static double? Within(double number, double least, double most) =>
        number >= least && number <= most && Math.Floor(number) == number ? number : null;

    // Texts such as -3.4028235e+38 lie a hair beyond the float they mean.
    private static double NearestFloat(double number) =>
        double.IsFinite(number) ? Math.Clamp((float)number, float.MinValue, float.MaxValue) : number;

    private static MaskKind MaskOf(int flags)
    {
        if ((flags & (AllValid | Alpha)) != 0 || flags == FromNoData)
        {
            return MaskKind.None;
        }

        return (flags & PerDataset) != 0 ? MaskKind.Dataset : MaskKind.Band;
    }

    private static PixelType Type(string path, nint band, int index)
    {
        var type = GdalApi.GDALGetRasterDataType(band);
        return type switch
        {
            GdalDataType.UInt8 => IsSignedByte(band) ? PixelType.Int8 : PixelType.UInt8,
            GdalDataType.Int8 => PixelType.Int8,
            GdalDataType.UInt16 => PixelType.UInt16,
            GdalDataType.Int16 => PixelType.Int16,
            GdalDataType.UInt32 => PixelType.UInt32,
            GdalDataType.Int32 => PixelType.Int32,
            GdalDataType.Float32 => PixelType.Float32,
            GdalDataType.Float64 => PixelType.Float64,
            _ => throw new SegmentDataException(
                $"Band {index + 1} of '{path}' holds samples of type {GdalApi.Text(GdalApi.GDALGetDataTypeName(type))}. "
                    + "Segment reads integers of 8, 16 and 32 bits and floating-point numbers of 32 and 64 bits. "
                    + "Convert it first: gdal_translate -ot Float32 in.tif out.tif"
            ),
        };
    }

    private static bool IsSignedByte(nint band) =>
        GdalApi.Text(GdalApi.GDALGetMetadataItem(band, "PIXELTYPE", "IMAGE_STRUCTURE")) == "SIGNEDBYTE";
}
