using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>What a classified raster says about its values: its attribute table, else its category names; colours come
/// from the attribute table, else from the colour table.</summary>
internal sealed class RasterClassTable
{
    private static readonly string[] NameColumns = ["class", "class_name", "classname", "name", "category", "label"];

    private readonly Dictionary<int, string> names = [];
    private readonly Dictionary<int, ClassColor> colors = [];

    private RasterClassTable() { }

    /// <summary>Gets whether the raster names any value.</summary>
    public bool HasNames => names.Count > 0;

    /// <summary>Gets the values that the raster names, whatever the name.</summary>
    public IReadOnlyCollection<int> Values => names.Keys;

    /// <summary>Reads the tables of a band.</summary>
    /// <param name="dataset">The raster.</param>
    /// <param name="bandNumber">The band, from 1.</param>
    /// <returns>What they say.</returns>
    public static unsafe RasterClassTable Read(DatasetHandle dataset, int bandNumber = 1)
    {
        using var errors = GdalErrors.Begin();
        var table = new RasterClassTable();
        var band = GdalApi.GDALGetRasterBand(dataset, bandNumber);
        table.AddColors(GdalApi.GDALGetRasterColorTable(band));
        foreach (var (value, name) in StringListHandle.Read(GdalApi.GDALGetRasterCategoryNames(band)).Index())
        {
            if (name.Trim().Length > 0)
            {
                table.names[value] = name.Trim();
            }
        }

        table.AddAttributes(GdalApi.GDALGetDefaultRAT(band));
        return table;
    }

    /// <summary>Tells whether the raster lists a value as a class: it has a name, and the name is not a word for no
    /// class, such as <c>Unclassified</c>.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is listed.</returns>
    public bool Lists(int value) => names.TryGetValue(value, out var name) && !NoClassNames.Contains(name);

    /// <summary>Tells whether the raster says of a value that it is no class.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its name, such as <c>Unclassified</c>; null where it has none, or that of a class.</returns>
    public string? NameOfNothing(int value) =>
        names.TryGetValue(value, out var name) && NoClassNames.Contains(name) ? name : null;

    /// <summary>Makes the class of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="classIndex">Its class index, which gives the colour where the raster has none.</param>
    /// <returns>The class; named by its value where the raster has no name for it.</returns>
    public LandCoverClass Class(int value, int classIndex) =>
        new(
            value,
            names.GetValueOrDefault(value) ?? value.ToString(CultureInfo.InvariantCulture),
            colors.TryGetValue(value, out var color) ? color : ClassPalette.At(classIndex)
        );

    private void AddColors(nint table)
    {
        for (var value = 0; table != 0 && value < GdalApi.GDALGetColorEntryCount(table); value++)
        {
            if (GdalApi.GDALGetColorEntryAsRGB(table, value, out var entry) != 0)
            {
                colors[value] = new ClassColor((byte)entry.Red, (byte)entry.Green, (byte)entry.Blue);
            }
        }
    }

    private void AddAttributes(nint table)
    {
        if (
            table == 0
            || (Column(table, AttributeUsage.Value, "value") ?? Column(table, AttributeUsage.Least)) is not { } value
        )
        {
            return;
        }

        var name = Column(table, AttributeUsage.Name, NameColumns);
        var (red, green, blue) = (
            Column(table, AttributeUsage.Red, "red"),
            Column(table, AttributeUsage.Green, "green"),
            Column(table, AttributeUsage.Blue, "blue")
        );
        for (var row = 0; row < GdalApi.GDALRATGetRowCount(table); row++)
        {
            var number = (int)GdalApi.GDALRATGetValueAsDouble(table, row, value);
            var text = name is { } column
                ? GdalApi.Text(GdalApi.GDALRATGetValueAsString(table, row, column))?.Trim()
                : null;
            names[number] = string.IsNullOrEmpty(text) ? number.ToString(CultureInfo.InvariantCulture) : text;
            if (red is { } r && green is { } g && blue is { } b)
            {
                colors[number] = new ClassColor(Channel(table, row, r), Channel(table, row, g), Channel(table, row, b));
            }
        }
    }

    // By its usage, else by its name.
    private static int? Column(nint table, AttributeUsage usage, params string[] called)
    {
        var columns = Enumerable.Range(0, GdalApi.GDALRATGetColumnCount(table)).Select(c => (int?)c).ToArray();
        return Array.Find(columns, c => GdalApi.GDALRATGetUsageOfCol(table, c!.Value) == usage)
            ?? Array.Find(columns, c => called.Contains(Name(c!.Value), StringComparer.OrdinalIgnoreCase));

        string Name(int column) => GdalApi.Text(GdalApi.GDALRATGetNameOfCol(table, column)) ?? string.Empty;
    }

    // Channels are 0-255; where they are stored as real numbers, 0-1 (Erdas Imagine, ArcGIS).
    private static byte Channel(nint table, int row, int column)
    {
        var channel = GdalApi.GDALRATGetValueAsDouble(table, row, column);
        var unit = channel <= 1 && GdalApi.GDALRATGetTypeOfCol(table, column) == AttributeType.Real;
        return (byte)Math.Clamp(Math.Round(unit ? channel * 255 : channel), 0, 255);
    }
}
