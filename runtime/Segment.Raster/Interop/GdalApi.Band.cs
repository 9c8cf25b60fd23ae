using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

// A band belongs to its dataset: its pointer is valid while the dataset's handle is held.
internal static unsafe partial class GdalApi
{
    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALGetRasterBand(DatasetHandle dataset, int bandNumber);

    [LibraryImport(GdalLibrary.Name)]
    public static partial GdalDataType GDALGetRasterDataType(nint band);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALGetDataTypeName(GdalDataType type);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALGetBlockSize(nint band, out int width, out int height);

    [LibraryImport(GdalLibrary.Name)]
    public static partial double GDALGetRasterNoDataValue(nint band, out int isSet);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALSetRasterNoDataValue(nint band, double value);

    [LibraryImport(GdalLibrary.Name)]
    public static partial double GDALGetRasterScale(nint band, out int isSet);

    [LibraryImport(GdalLibrary.Name)]
    public static partial double GDALGetRasterOffset(nint band, out int isSet);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALGetDataTypeSizeBytes(GdalDataType type);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALGetDescription(nint band);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void GDALSetDescription(nint band, string description);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALGetMetadataItem(nint band, string key, string? domain);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALSetMetadataItem(nint band, string key, string value, string? domain);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALGetDataCoverageStatus(
        nint band,
        int column,
        int row,
        int width,
        int height,
        int stopAt,
        double* percentage
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALGetMaskFlags(nint band);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALGetMaskBand(nint band);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALCreateDatasetMaskBand(DatasetHandle dataset, int flags);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALSetRasterColorInterpretation(nint band, int interpretation);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALRasterIOEx(
        nint band,
        RasterAccess access,
        int column,
        int row,
        int width,
        int height,
        void* buffer,
        int bufferWidth,
        int bufferHeight,
        GdalDataType bufferType,
        long pixelSpacing,
        long lineSpacing,
        nint extra
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALWriteBlock(nint band, int blockColumn, int blockRow, void* data);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALGetRasterColorTable(nint band);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALSetRasterColorTable(nint band, ColorTableHandle table);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint* GDALGetRasterCategoryNames(nint band);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALSetRasterCategoryNames(nint band, StringListHandle names);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALGetDefaultRAT(nint band);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALSetDefaultRAT(nint band, AttributeTableHandle table);
}
