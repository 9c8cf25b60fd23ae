using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

// Colour tables, raster attribute tables and coordinate reference systems.
internal static unsafe partial class GdalApi
{
    [LibraryImport(GdalLibrary.Name)]
    public static partial ColorTableHandle GDALCreateColorTable(int interpretation);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALDestroyColorTable(nint table);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALSetColorEntry(ColorTableHandle table, int index, in ColorEntry entry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALGetColorEntryCount(nint table);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALGetColorEntryAsRGB(nint table, int index, out ColorEntry entry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial AttributeTableHandle GDALCreateRasterAttributeTable();

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALDestroyRasterAttributeTable(nint table);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GDALRATCreateColumn(
        AttributeTableHandle table,
        string name,
        AttributeType type,
        AttributeUsage usage
    );

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALRATSetTableType(AttributeTableHandle table, int tableType);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALRATSetRowCount(AttributeTableHandle table, int rows);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALRATSetValueAsInt(AttributeTableHandle table, int row, int column, int value);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void GDALRATSetValueAsString(AttributeTableHandle table, int row, int column, string value);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALRATGetRowCount(nint table);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALRATGetColumnCount(nint table);

    [LibraryImport(GdalLibrary.Name)]
    public static partial AttributeUsage GDALRATGetUsageOfCol(nint table, int column);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALRATGetNameOfCol(nint table, int column);

    [LibraryImport(GdalLibrary.Name)]
    public static partial AttributeType GDALRATGetTypeOfCol(nint table, int column);

    [LibraryImport(GdalLibrary.Name)]
    public static partial double GDALRATGetValueAsDouble(nint table, int row, int column);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint GDALRATGetValueAsString(nint table, int row, int column);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SpatialReferenceHandle OSRNewSpatialReference(string? wkt);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OSRDestroySpatialReference(nint reference);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OSRImportFromEPSG(SpatialReferenceHandle reference, int code);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OSRExportToWkt(SpatialReferenceHandle reference, out nint wkt);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OSRSetAxisMappingStrategy(SpatialReferenceHandle reference, int strategy);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OSRIsSame(SpatialReferenceHandle first, SpatialReferenceHandle second);

    [LibraryImport(GdalLibrary.Name)]
    public static partial nint OSRGetName(SpatialReferenceHandle reference);
}
