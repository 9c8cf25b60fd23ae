using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>GDAL's C API as far as results other than rows of pixels need it: polygons, layers of features, scales,
/// footprints. Every caller checks the status.</summary>
internal static unsafe partial class OutputApi
{
    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALSetRasterScale(nint band, double scale);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALBuildOverviews(
        DatasetHandle dataset,
        string resampling,
        int count,
        int* factors,
        int bandCount,
        int* bands,
        nint progress,
        nint progressData
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALPolygonize(
        nint band,
        nint mask,
        nint layer,
        int field,
        nint options,
        nint progress,
        nint progressData
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALSieveFilter(
        nint source,
        nint mask,
        nint target,
        int threshold,
        int connectedness,
        nint options,
        nint progress,
        nint progressData
    );

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GDALDatasetCreateLayer(
        DatasetHandle dataset,
        string name,
        nint reference,
        OgrGeometryType type,
        StringListHandle options
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALDatasetStartTransaction(DatasetHandle dataset, int force);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALDatasetCommitTransaction(DatasetHandle dataset);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OGR_Fld_Create(string name, OgrFieldType type);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_Fld_Destroy(nint field);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void OGR_Fld_SetDomainName(nint field, string name);

    /// <summary>Makes a list of values; <paramref name="values"/> are pairs of texts, ended by a pair of null.</summary>
    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial FieldDomainHandle OGR_CodedFldDomain_Create(
        string name,
        string description,
        OgrFieldType type,
        int subtype,
        nint* values
    );

    /// <summary>Adds a copy of a domain; 0 means that it failed.</summary>
    [LibraryImport(GdalLibrary.Name)]
    public static partial byte GDALDatasetAddFieldDomain(DatasetHandle dataset, FieldDomainHandle domain, nint reason);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_FldDomain_Destroy(nint domain);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_L_CreateField(nint layer, nint field, int approximate);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrFeatureHandle OGR_F_Create(nint definition);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_L_CreateFeature(nint layer, OgrFeatureHandle feature);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_F_SetFieldInteger64(OgrFeatureHandle feature, int field, long value);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_F_SetFieldDouble(OgrFeatureHandle feature, int field, double value);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void OGR_F_SetFieldString(OgrFeatureHandle feature, int field, string value);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_F_SetGeometry(OgrFeatureHandle feature, OgrGeometryHandle geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_WkbSize(OgrGeometryHandle geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_ExportToWkb(OgrGeometryHandle geometry, int byteOrder, byte* wkb);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_CreateFromWkb(
        byte* wkb,
        nint reference,
        out OgrGeometryHandle geometry,
        int byteCount
    );

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void CPLSetThreadLocalConfigOption(string key, string? value);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void VSICurlClearCache();

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void CPLSetConfigOption(string key, string? value);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OCTTransform(
        OgrTransformationHandle transformation,
        int count,
        double* x,
        double* y,
        double* z
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OSRExportToWktEx(
        SpatialReferenceHandle reference,
        out nint wkt,
        StringListHandle options
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OSRIsGeographic(SpatialReferenceHandle reference);

    [LibraryImport(GdalLibrary.Name)]
    public static partial double OSRGetLinearUnits(SpatialReferenceHandle reference, nint name);
}
