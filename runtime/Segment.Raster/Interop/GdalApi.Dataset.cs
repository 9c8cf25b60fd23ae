using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

internal static unsafe partial class GdalApi
{
    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial DatasetHandle GDALOpenEx(
        string path,
        uint flags,
        nint allowedDrivers,
        nint openOptions,
        nint siblingFiles
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALClose(nint dataset);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALGetDriverByName(string name);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial DatasetHandle GDALCreate(
        nint driver,
        string path,
        int width,
        int height,
        int bands,
        GdalDataType type,
        StringListHandle options
    );

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial DatasetHandle GDALCreateCopy(
        nint driver,
        string path,
        DatasetHandle source,
        int strict,
        StringListHandle options,
        nint progress,
        nint progressData
    );

    /// <summary>The files that a dataset is read from, as a list that the caller frees.</summary>
    [LibraryImport(GdalLibrary.Name)]
    public static partial StringListHandle GDALGetFileList(DatasetHandle dataset);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALGetDatasetDriver(DatasetHandle dataset);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALGetDriverShortName(nint driver);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALGetMetadataItem(DatasetHandle dataset, string key, string? domain);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALGetRasterXSize(DatasetHandle dataset);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALGetRasterYSize(DatasetHandle dataset);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALGetRasterCount(DatasetHandle dataset);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALGetProjectionRef(DatasetHandle dataset);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALSetProjection(DatasetHandle dataset, string wkt);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALGetGeoTransform(DatasetHandle dataset, double* transform);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALSetGeoTransform(DatasetHandle dataset, double* transform);

    /// <summary>A dataset's or band's list of <c>KEY=value</c> strings, which GDAL keeps; 0 where it is empty.</summary>
    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint* GDALGetMetadata(DatasetHandle dataset, string? domain);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALSetMetadataItem(DatasetHandle dataset, string key, string value, string? domain);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALDatasetRasterIOEx(
        DatasetHandle dataset,
        RasterAccess access,
        int column,
        int row,
        int width,
        int height,
        void* buffer,
        int bufferWidth,
        int bufferHeight,
        GdalDataType bufferType,
        int bandCount,
        int* bandNumbers,
        long pixelSpacing,
        long lineSpacing,
        long bandSpacing,
        nint extra
    );
}
