using System.Globalization;
using System.Text.Json;
using Segment.PackageFormat;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips;

/// <summary>What the JSON files of a chips folder say (and <c>classes.csv</c> where they list no class), read as leniently as ArcGIS wrote them: placeholders such as
/// <c>"e.g. 256"</c> stand for nothing, numbers may be texts, keys have older names.</summary>
internal sealed class ChipMetadata
{
    private const string ListedClasses = "Classes";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Gets the classes, sorted by value; empty where no file lists any.</summary>
    public IReadOnlyList<LandCoverClass> Classes { get; private set; } = [];

    /// <summary>Gets the metadata format, such as <c>Classified_Tiles</c>; null where no file names it.</summary>
    public string? Format { get; private set; }

    /// <summary>Gets the bands' names; empty where no file has any.</summary>
    public IReadOnlyList<string> BandNames { get; private set; } = [];

    /// <summary>Gets the bands' types in the scene; empty where no file has them.</summary>
    public IReadOnlyList<PixelType> BandTypes { get; private set; } = [];

    /// <summary>Gets the label value that means <em>ignore</em>; null where no file says.</summary>
    public int? IgnoreValue { get; private set; }

    /// <summary>Gets the command that cuts the same chips as Classified Tiles; null where no file tells what they were
    /// cut from.</summary>
    public string? Recut { get; private set; }

    /// <summary>Gets whether there is any of the files.</summary>
    public bool HasFiles { get; private set; }

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>What they say; where both say something, the definition counts.</returns>
    /// <exception cref="SegmentDataException">A file is not JSON, or its classes are not usable.</exception>
    public static ChipMetadata Read(string folder)
    {
        var metadata = new ChipMetadata();
        foreach (var name in new[] { ChipLayout.Definition, ChipLayout.AccumulatedStats })
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                metadata.HasFiles = true;
                metadata.Take(path);
            }
        }

        if (metadata.Classes.Count == 0)
        {
            metadata.Classes = ClassList.Read(folder);
        }

        return metadata;
    }

    private void Take(string path)
    {
        using var document = Parse(path);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new SegmentDataException($"'{path}' is not a JSON object. Export the chips again.");
        }

        Format ??= Text(root, "MetaDataMode");
        if (Classes.Count == 0 && root.TryGetProperty(ListedClasses, out var classes))
        {
            Classes = ReadClasses(classes, path);
        }

        if (BandNames.Count == 0 && root.TryGetProperty("InputRastersProps", out var raster))
        {
            BandNames = Texts(raster, "BandNames");
        }

        if (root.TryGetProperty(DefinitionTemplate.Own, out var own) && own.ValueKind == JsonValueKind.Object)
        {
            TakeOwn(own, path);
        }
    }

    private void TakeOwn(JsonElement own, string path)
    {
        if (Integer(own, "SchemaVersion") is > DefinitionTemplate.SchemaVersion and var newer)
        {
            throw new SegmentDataException(
                $"'{path}' was written by a newer Segment (schema version {newer}; this one reads up to {DefinitionTemplate.SchemaVersion}). "
                    + "Update Segment, or cut the chips again."
            );
        }

        IgnoreValue = Integer(own, "IgnoreValue");
        Recut = RecutOf(own);
        BandTypes =
        [
            .. Texts(own, "BandTypes")
                .Select(t => Enum.TryParse<PixelType>(t, ignoreCase: true, out var type) ? type : PixelType.Float64),
        ];
    }

    private static string? RecutOf(JsonElement own)
    {
        var (scenes, labels) = (Texts(own, "Scenes"), Text(own, "Labels"));
        if (scenes.Length == 0 || labels is null)
        {
            return null;
        }

        var layer = Text(own, "Layer") is { } name ? $" --layer '{name}'" : string.Empty;
        var field = Text(own, "ClassValueField") is { } key ? $" --class-value-field '{key}'" : string.Empty;
        return $"segment chips --scene '{string.Join("' '", scenes)}' --labels '{labels}'{layer}{field} --metadata-format "
            + $"{Formats.MetadataFormats.ClassifiedTiles} --out classified_chips";
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path), Lenient);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException(
                $"'{path}' cannot be read: {e.Message.TrimEnd('.')}. Export the chips again.",
                e
            );
        }
    }

    private static LandCoverClass[] ReadClasses(JsonElement list, string path)
    {
        var classes = new SortedDictionary<int, (string Name, ClassColor? Color)>();
        foreach (var entry in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : [])
        {
            var value = Integer(entry, "Value") ?? Integer(entry, "ClassValue");
            if (
                value is not (>= 0 and <= 65534)
                || !classes.TryAdd(value.Value, (Name(entry, value.Value), Color(entry)))
            )
            {
                throw new SegmentDataException(
                    $"'{path}' lists the class {entry.GetRawText()}: each class needs a value of its own, a whole number from 0 to 65534."
                );
            }
        }

        var conventional = ConventionalColors.For([.. classes.Values.Select(c => c.Name)]);
        return classes.Count <= LabelSource.MaxClasses
            ? [.. classes.Select((c, i) => new LandCoverClass(c.Key, c.Value.Name, c.Value.Color ?? conventional[i]))]
            : throw new SegmentDataException(
                $"'{path}' lists {classes.Count} classes; at most {LabelSource.MaxClasses} are possible."
            );
    }

    private static string Name(JsonElement entry, int value) =>
        Text(entry, "Name") ?? Text(entry, "ClassName") ?? value.ToString(CultureInfo.InvariantCulture);

    // [-1, -1, -1] stands for no colour.
    private static ClassColor? Color(JsonElement entry)
    {
        if (
            entry.ValueKind != JsonValueKind.Object
            || !entry.TryGetProperty("Color", out var color)
            || color.ValueKind != JsonValueKind.Array
        )
        {
            return null;
        }

        var parts = color.EnumerateArray().Select(AsInteger).ToArray();
        return parts is [>= 0 and <= 255, >= 0 and <= 255, >= 0 and <= 255]
            ? new ClassColor((byte)parts[0]!.Value, (byte)parts[1]!.Value, (byte)parts[2]!.Value)
            : null;
    }

    private static string? Text(JsonElement parent, string key) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(key, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string[] Texts(JsonElement parent, string key) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(key, out var value)
        && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.ToString())]
            : [];

    private static int? Integer(JsonElement parent, string key) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out var value) ? AsInteger(value) : null;

    private static int? AsInteger(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt32(out var number) => number,
            JsonValueKind.String
                when int.TryParse(
                    value.GetString(),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var n
                ) => n,
            _ => null,
        };
}
