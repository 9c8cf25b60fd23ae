using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime.Store;

namespace Segment.Runtime.Maps;

/// <summary>
/// Describes a map as an item of the SpatioTemporal Asset Catalog 1.1.0, so that catalogs and notebooks find and read it.
/// </summary>
/// <remarks><see href="https://github.com/radiantearth/stac-spec/blob/v1.1.0/item-spec/item-spec.md">Item</see>, with the
/// extensions <see href="https://github.com/stac-extensions/projection">projection</see> 2.0.0,
/// <see href="https://github.com/stac-extensions/classification">classification</see> 2.0.0,
/// <see href="https://github.com/stac-extensions/raster">raster</see> 2.0.0,
/// <see href="https://github.com/stac-extensions/file">file</see> 2.1.0 and
/// <see href="https://github.com/stac-extensions/processing">processing</see> 1.2.0.</remarks>
internal sealed record StacItem
{
    /// <summary>The map's text item that tells when its scene was taken: a time in UTC (RFC 3339).</summary>
    public const string TakenItem = "SEGMENT_SCENE_DATETIME";

    private const string Extensions = "https://stac-extensions.github.io";

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Gets what the map is.</summary>
    public required MapDescription Map { get; init; }

    /// <summary>Gets the pixels of each class index, 256 long.</summary>
    public required IReadOnlyList<long> Counts { get; init; }

    /// <summary>Gets the files; the map comes first.</summary>
    public required IReadOnlyList<StacAsset> Assets { get; init; }

    /// <summary>Gets the item's path for a map.</summary>
    /// <param name="mapPath">Such as <c>map.tif</c>.</param>
    /// <returns>Such as <c>map.stac.json</c>.</returns>
    public static string PathFor(string mapPath) => Path.ChangeExtension(mapPath, ".stac.json");

    /// <summary>Writes the item beside the map.</summary>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public void Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Layout))
        {
            Write(json);
        }

        buffer.WriteByte((byte)'\n');
        WholeFile.Write(PathFor(Assets[0].Path), buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private void Write(Utf8JsonWriter json)
    {
        var footprint = Footprint.Of(Map.Grid);
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("stac_version", "1.1.0");
        json.WriteStartArray("stac_extensions");
        foreach (
            var name in new[]
            {
                "projection/v2.0.0",
                "classification/v2.0.0",
                "raster/v2.0.0",
                "file/v2.1.0",
                "processing/v1.2.0",
            }
        )
        {
            json.WriteStringValue($"{Extensions}/{name}/schema.json");
        }

        json.WriteEndArray();
        json.WriteString("id", Path.GetFileNameWithoutExtension(Assets[0].Path));
        WriteGeometry(json, footprint);
        WriteProperties(json, footprint);
        json.WriteStartArray("links");
        json.WriteEndArray();
        json.WriteStartObject("assets");
        foreach (var asset in Assets)
        {
            WriteAsset(json, asset);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteGeometry(Utf8JsonWriter json, Footprint? footprint)
    {
        if (footprint is null)
        {
            json.WriteNull("geometry");
            return;
        }

        json.WriteStartObject("geometry");
        json.WriteString("type", "Polygon");
        json.WriteStartArray("coordinates");
        json.WriteStartArray();
        foreach (var (longitude, latitude) in footprint.Ring)
        {
            StacJson.Write(json, longitude, latitude);
        }

        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WritePropertyName("bbox");
        StacJson.Write(
            json,
            footprint.Ring.Min(p => p.Longitude),
            footprint.Ring.Min(p => p.Latitude),
            footprint.Ring.Max(p => p.Longitude),
            footprint.Ring.Max(p => p.Latitude)
        );
    }

    private void WriteProperties(Utf8JsonWriter json, Footprint? footprint)
    {
        json.WriteStartObject("properties");
        StacJson.WriteTime(json, Map.Metadata.GetValueOrDefault(TakenItem));
        json.WriteString("proj:code", footprint?.Code);
        if (footprint is { Code: null })
        {
            json.WriteString("proj:wkt2", footprint.Wkt2);
        }

        json.WritePropertyName("proj:shape");
        StacJson.Write(json, Map.Grid.Height, Map.Grid.Width);
        if (Map.Grid.Transform is { } t)
        {
            json.WritePropertyName("proj:transform");
            StacJson.Write(json, t.PixelWidth, t.RowRotation, t.OriginX, t.ColumnRotation, t.PixelHeight, t.OriginY);
        }

        json.WriteStartObject("processing:software");
        json.WriteString("Segment", Map.Metadata.GetValueOrDefault("SEGMENT_VERSION", string.Empty));
        json.WriteEndObject();
        foreach (var (key, value) in Map.Metadata.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            json.WriteString(key.Replace("SEGMENT_", "segment:", StringComparison.Ordinal).ToLowerInvariant(), value);
        }

        json.WriteEndObject();
    }

    private void WriteAsset(Utf8JsonWriter json, StacAsset asset)
    {
        json.WriteStartObject(asset.Key);
        json.WriteString("href", $"./{Uri.EscapeDataString(Path.GetFileName(asset.Path))}");
        json.WriteString("title", asset.Title);
        json.WriteString("type", asset.MediaType);
        json.WriteStartArray("roles");
        json.WriteStringValue(asset.Role);
        json.WriteEndArray();
        using (var file = File.OpenRead(asset.Path))
        {
            // A multihash: 12 is SHA-256, 20 its 32 bytes.
            json.WriteNumber("file:size", file.Length);
            json.WriteString("file:checksum", $"1220{Convert.ToHexStringLower(SHA256.HashData(file))}");
        }

        if (asset.Layers.Count > 0)
        {
            json.WriteStartArray("bands");
            foreach (var layer in asset.Layers)
            {
                WriteBand(json, layer);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteBand(Utf8JsonWriter json, MapLayer layer)
    {
        var isClass = layer.Kind == MapLayerKind.ClassIndex;
        var noData =
            !isClass ? MapLayer.NoData
            : Map.AbstainValue > 254 ? ushort.MaxValue
            : ModelDefinition.MapNoDataFor(Map.Classes);
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteString("description", layer.Description);
        json.WriteString("data_type", noData > byte.MaxValue ? "uint16" : "uint8");
        json.WriteNumber("nodata", noData);
        if (isClass)
        {
            StacJson.WriteClasses(json, Map.Classes, Map.AbstainValue, Counts, noData);
        }
        else
        {
            json.WriteNumber("raster:scale", layer.Scale);
        }

        json.WriteEndObject();
    }
}
