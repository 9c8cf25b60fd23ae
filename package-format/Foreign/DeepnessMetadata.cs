using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Segment.PackageFormat.Foreign;

/// <summary>The metadata that the Deepness plugin of QGIS reads from an ONNX model; each value is JSON text.</summary>
/// <remarks>Keys: <see href="https://qgis-plugin-deepness.readthedocs.io/en/latest/creators/creators_add_metadata_to_model.html"/>.
/// Its documentation says <c>tiles_size</c>, its reader looks for <c>tile_size</c>; class names may be one object, or a list
/// with one for each output.</remarks>
internal sealed class DeepnessMetadata
{
    private const int MaxText = 1 << 16;

    private readonly Dictionary<string, JsonNode> values = new(StringComparer.Ordinal);

    /// <summary>Reads the keys that are known.</summary>
    /// <param name="texts">The model's metadata.</param>
    /// <param name="problems">Gets what cannot be read.</param>
    public DeepnessMetadata(IReadOnlyDictionary<string, string> texts, List<string> problems)
    {
        string[] known =
        [
            "model_type",
            "class_names",
            "names",
            "resolution",
            "tile_size",
            "tiles_size",
            "tiles_overlap",
            "standardization_mean",
            "standardization_std",
            "seg_thresh",
        ];
        foreach (var key in known.Where(texts.ContainsKey))
        {
            if (Parse(texts[key]) is { } value)
            {
                values[key] = value;
            }
            else
            {
                problems.Add($"Its metadata '{key}' are {ShownText.Quote(texts[key])}, which is not JSON.");
            }
        }
    }

    /// <summary>Gets whether there is any.</summary>
    public bool IsPresent => values.Count > 0;

    /// <summary>Gets what the model does, such as <c>Segmentor</c>; null where it does not say.</summary>
    public string? ModelType => values.GetValueOrDefault("model_type")?.ToString();

    /// <summary>Gets whether it does something else than to give each pixel a class.</summary>
    public bool IsOtherKind => ModelType is { } kind && !kind.Equals("Segmentor", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the length of a pixel, in metres (the file says centimetres).</summary>
    public double? Resolution => Number("resolution") / 100;

    /// <summary>Gets the side of a tile, in pixels.</summary>
    public int? TileSize => (int?)(Number("tile_size") ?? Number("tiles_size"));

    /// <summary>Gets the share of a tile that overlaps the next one, 0–1 (the file says percent).</summary>
    public double? Overlap => Number("tiles_overlap") / 100;

    /// <summary>Gets the probability below which the plugin gives class 0.</summary>
    public double? Threshold => Number("seg_thresh");

    /// <summary>Gets means of the samples divided by 255.</summary>
    public IReadOnlyList<double>? Mean => Numbers("standardization_mean");

    /// <summary>Gets deviations of the samples divided by 255.</summary>
    public IReadOnlyList<double>? Deviation => Numbers("standardization_std");

    /// <summary>Gets the class names of an output.</summary>
    /// <param name="output">The output's position.</param>
    /// <returns>The names in the order of their numbers, which count from 0; null where there are none.</returns>
    public IReadOnlyList<string>? ClassNames(int output)
    {
        var names = values.GetValueOrDefault("class_names") ?? values.GetValueOrDefault("names");
        if (names is JsonArray list)
        {
            names = output < list.Count ? list[output] : null;
        }

        if (names is not JsonObject { Count: > 0 and <= 254 } classes)
        {
            return null;
        }

        var sorted = Enumerable.Range(0, classes.Count).Select(i => classes[i.ToString(CultureInfo.InvariantCulture)]);
        var texts = sorted.Select(name => name?.ToString() ?? string.Empty).ToList();
        return texts.TrueForAll(ForeignModelOptions.IsName) ? texts : null;
    }

    /// <summary>Python's own notation of a dictionary differs from JSON in its quotes.</summary>
    private static JsonNode? Parse(string text)
    {
        foreach (var variant in new[] { text, text.Replace('\'', '"') })
        {
            try
            {
                if (text.Length <= MaxText && JsonNode.Parse(variant) is { } value)
                {
                    return value;
                }
            }
            catch (JsonException)
            {
                // The other notation is tried.
            }
        }

        return null;
    }

    private double? Number(string key) =>
        values.GetValueOrDefault(key) is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    private IReadOnlyList<double>? Numbers(string key) =>
        values.GetValueOrDefault(key) is JsonArray list
        && list.All(item => item is JsonValue v && v.TryGetValue<double>(out _))
            ? [.. list.Select(item => item!.GetValue<double>())]
            : null;
}
