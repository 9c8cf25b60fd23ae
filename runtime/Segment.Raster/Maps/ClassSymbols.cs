using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Maps;

/// <summary>
/// The classes of a map as GIS programs store and show them: an attribute table (Value, Class, Red, Green, Blue), a
/// list of category names by value, and a colour table by value.
/// </summary>
internal static class ClassSymbols
{
    private const int RgbPalette = 1;
    private const int Thematic = 0;

    /// <summary>Writes all three.</summary>
    /// <param name="band">A band of a dataset that is open for writing.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="noData">The value drawn transparent.</param>
    /// <returns>Whether GDAL took them.</returns>
    public static bool Write(nint band, IReadOnlyList<LandCoverClass> classes, int noData)
    {
        using var colors = Colors(classes, noData);
        using var names = new StringListHandle(CategoryNames(classes));
        using var table = AttributeTable(classes);
        return GdalApi.GDALSetRasterColorTable(band, colors) == GdalApi.Success
            && GdalApi.GDALSetRasterCategoryNames(band, names) == GdalApi.Success
            && GdalApi.GDALSetDefaultRAT(band, table) == GdalApi.Success;
    }

    private static ColorTableHandle Colors(IReadOnlyList<LandCoverClass> classes, int noData)
    {
        var table = GdalApi.GDALCreateColorTable(RgbPalette);
        foreach (var c in classes)
        {
            var entry = new ColorEntry(c.Color.Red, c.Color.Green, c.Color.Blue, byte.MaxValue);
            GdalApi.GDALSetColorEntry(table, c.Value, entry);
        }

        GdalApi.GDALSetColorEntry(table, noData, default);
        return table;
    }

    private static string[] CategoryNames(IReadOnlyList<LandCoverClass> classes)
    {
        var names = new string[classes.Max(c => c.Value) + 1];
        Array.Fill(names, string.Empty);
        foreach (var c in classes)
        {
            names[c.Value] = c.Name;
        }

        return names;
    }

    private static AttributeTableHandle AttributeTable(IReadOnlyList<LandCoverClass> classes)
    {
        var table = GdalApi.GDALCreateRasterAttributeTable();
        _ = GdalApi.GDALRATSetTableType(table, Thematic);
        _ = GdalApi.GDALRATCreateColumn(table, "Value", AttributeType.Integer, AttributeUsage.Value);
        _ = GdalApi.GDALRATCreateColumn(table, "Class", AttributeType.Text, AttributeUsage.Name);
        _ = GdalApi.GDALRATCreateColumn(table, "Red", AttributeType.Integer, AttributeUsage.Red);
        _ = GdalApi.GDALRATCreateColumn(table, "Green", AttributeType.Integer, AttributeUsage.Green);
        _ = GdalApi.GDALRATCreateColumn(table, "Blue", AttributeType.Integer, AttributeUsage.Blue);
        GdalApi.GDALRATSetRowCount(table, classes.Count);
        foreach (var (row, c) in classes.Index())
        {
            GdalApi.GDALRATSetValueAsInt(table, row, 0, c.Value);
            GdalApi.GDALRATSetValueAsString(table, row, 1, c.Name);
            GdalApi.GDALRATSetValueAsInt(table, row, 2, c.Color.Red);
            GdalApi.GDALRATSetValueAsInt(table, row, 3, c.Color.Green);
            GdalApi.GDALRATSetValueAsInt(table, row, 4, c.Color.Blue);
        }

        return table;
    }
}
