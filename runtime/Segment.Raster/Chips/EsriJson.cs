using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Chips;

/// <summary>Pieces that both of ArcGIS's JSON files share.</summary>
internal static class EsriJson
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes an object over several lines.</summary>
    /// <param name="node">The object.</param>
    /// <returns>The text.</returns>
    public static string Text(JsonObject node) => node.ToJsonString(Readable);

    /// <summary>Makes an array.</summary>
    /// <param name="items">Its items.</param>
    /// <returns>The array.</returns>
    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    /// <summary>Makes a colour.</summary>
    /// <param name="color">The colour.</param>
    /// <returns>Red, green and blue, 0–255.</returns>
    public static JsonArray Color(ClassColor color) => [color.Red, color.Green, color.Blue];

    /// <summary>Makes the description of the scenes.</summary>
    /// <param name="bandNames">The bands' names.</param>
    /// <param name="rasters">How many scenes there are.</param>
    /// <returns><c>InputRastersProps</c>.</returns>
    public static JsonObject InputRaster(IReadOnlyList<string> bandNames, int rasters) =>
        new()
        {
            ["RasterCount"] = rasters,
            ["SensorName"] = "",
            ["BandNames"] = Array(bandNames.Select(n => (JsonNode?)n)),
        };

    /// <summary>Makes a cell size.</summary>
    /// <param name="grid">The scene's grid.</param>
    /// <returns><c>MinCellSize</c> and <c>MaxCellSize</c>, with the reference system's EPSG code where it has
    /// one.</returns>
    public static JsonObject CellSize(GridGeometry grid)
    {
        var transform = grid.Transform ?? GeoTransform.PixelSpace;
        return new JsonObject
        {
            ["x"] = transform.CellSizeX,
            ["y"] = transform.CellSizeY,
            ["spatialReference"] = Reference(grid.CrsWkt),
        };
    }

    private static JsonObject Reference(string wkt)
    {
        using var reference = wkt.Length == 0 ? null : SpatialReferenceHandle.FromWkt(wkt);
        var code = reference is null ? null : GdalApi.Text(OgrApi.OSRGetAuthorityCode(reference, null));
        return int.TryParse(code, out var number) ? new JsonObject { ["wkid"] = number, ["latestWkid"] = number }
            : wkt.Length > 0 ? new JsonObject { ["wkt"] = wkt }
            : [];
    }
}
