using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>OGR's C API (vector files, features, geometries), as its headers declare it. Every caller checks the
/// status.
/// </summary>
/// <remarks>Layers, layer definitions and field definitions belong to their dataset: a pointer is valid while the
/// dataset's handle is held.</remarks>
internal static unsafe partial class OgrApi
{
    /// <summary>The status OGRERR_NONE.</summary>
    public const int Success = 0;

    /// <summary>OAMS_TRADITIONAL_GIS_ORDER: x is east or longitude, y is north or latitude, whatever the CRS
    /// says.</summary>
    public const int TraditionalAxisOrder = 0;

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALDatasetGetLayerCount(DatasetHandle dataset);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALDatasetGetLayer(DatasetHandle dataset, int index);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint OGR_L_GetName(nint layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrGeometryType OGR_L_GetGeomType(nint layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint OGR_L_GetSpatialRef(nint layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint OGR_L_GetLayerDefn(nint layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial long OGR_L_GetFeatureCount(nint layer, int force);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_L_ResetReading(nint layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrFeatureHandle OGR_L_GetNextFeature(nint layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_FD_GetFieldCount(nint definition);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint OGR_FD_GetFieldDefn(nint definition, int index);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint OGR_Fld_GetNameRef(nint field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrFieldType OGR_Fld_GetType(nint field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_F_Destroy(nint feature);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_F_IsFieldSetAndNotNull(OgrFeatureHandle feature, int field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial double OGR_F_GetFieldAsDouble(OgrFeatureHandle feature, int field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint OGR_F_GetFieldAsString(OgrFeatureHandle feature, int field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrGeometryHandle OGR_F_StealGeometry(OgrFeatureHandle feature);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_G_DestroyGeometry(nint geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_IsEmpty(OgrGeometryHandle geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrGeometryType OGR_G_GetGeometryType(OgrGeometryHandle geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_G_GetEnvelope(OgrGeometryHandle geometry, out OgrEnvelope envelope);

    [LibraryImport(GdalLibrary.Name)]
    public static partial double OGR_G_Area(OgrGeometryHandle geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_IsValid(OgrGeometryHandle geometry);

    /// <summary>Makes a valid copy; null where that cannot be done (GDAL 3.4).</summary>
    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrGeometryHandle OGR_G_MakeValidEx(OgrGeometryHandle geometry, StringListHandle options);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_G_CloseRings(OgrGeometryHandle geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrGeometryHandle OGR_G_CreateGeometry(OgrGeometryType type);

    /// <summary>Adds a copy of a geometry to a collection.</summary>
    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_AddGeometry(OgrGeometryHandle collection, nint part);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_GetGeometryCount(nint geometry);

    /// <summary>Gets a part, which stays the whole's.</summary>
    [LibraryImport(GdalLibrary.Name)]
    public static partial nint OGR_G_GetGeometryRef(nint geometry, int part);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrGeometryType OGR_G_GetGeometryType(nint geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_HasCurveGeometry(OgrGeometryHandle geometry, int lookForNonLinear);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrGeometryHandle OGR_G_GetLinearGeometry(
        OgrGeometryHandle geometry,
        double maxAngleStepDegrees,
        nint options
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_Transform(OgrGeometryHandle geometry, OgrTransformationHandle transformation);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrTransformationHandle OCTNewCoordinateTransformation(
        SpatialReferenceHandle source,
        SpatialReferenceHandle target
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OCTDestroyCoordinateTransformation(nint transformation);

    [LibraryImport(GdalLibrary.Name)]
    public static partial SpatialReferenceHandle OSRClone(nint reference);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OSRIsProjected(SpatialReferenceHandle reference);

    /// <summary>Gets the metres of a map unit; the unit's name, which GDAL keeps, is not needed.</summary>
    [LibraryImport(GdalLibrary.Name)]
    public static partial double OSRGetLinearUnits(SpatialReferenceHandle reference, out nint name);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OSRGetAuthorityName(SpatialReferenceHandle reference, string? node);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OSRGetAuthorityCode(SpatialReferenceHandle reference, string? node);

    [LibraryImport(GdalLibrary.Name)]
    public static partial OgrGeometryHandle OGR_G_Buffer(
        OgrGeometryHandle geometry,
        double distance,
        int segmentsPerQuarter
    );
}
