using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>The layers of a vector file that hold labels: one with a field of the class, or one layer a class.</summary>
internal sealed class LabelLayers
{
    private LabelLayers(string path, IReadOnlyList<(OgrLayer Layer, string? Class)> all, ClassField? field) =>
        (Path, All, Field) = (path, all, field);

    /// <summary>Gets the file's path, for messages.</summary>
    public string Path { get; }

    /// <summary>Gets the layers, each with the class of all its features; without it, <see cref="Field"/> tells.</summary>
    public IReadOnlyList<(OgrLayer Layer, string? Class)> All { get; }

    /// <summary>Gets the field of the class; null where each layer is a class.</summary>
    public ClassField? Field { get; }

    /// <summary>Gets where the features stand, for messages.</summary>
    public string Place => Field is null ? $"the {All.Count} layers" : $"layer '{All[0].Layer.Name}'";

    /// <summary>Gets what tells the class, for messages.</summary>
    public string Origin => Field is null ? "The names of the layers" : $"The field '{Field.Field.Name}' of {Place}";

    /// <summary>Finds the layer that is named, or the only one that has geometries; or takes each layer as a class.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="options">Layer and field.</param>
    /// <returns>The layers.</returns>
    /// <exception cref="SegmentDataException">No such layer or field, or several layers to choose from.</exception>
    public static LabelLayers Choose(OgrFile file, string path, LabelOptions options)
    {
        var drawn = file.Layers.Where(l => l.HasGeometries).ToArray();
        var names = drawn.Select(l => l.Name).ToArray();
        if (options.Layer is { } name)
        {
            var named =
                drawn.FirstOrDefault(l => string.Equals(l.Name, name, StringComparison.Ordinal))
                ?? drawn.FirstOrDefault(l => string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new SegmentDataException(
                    $"'{path}' has no layer '{name}' with geometries. {NearestName.Hint(name, names)}"
                );
            return One(path, named, options);
        }

        return drawn switch
        {
            [var only] => One(path, only, options),
            [] => throw new SegmentDataException(
                $"'{path}' has no layer with geometries. Give a file of polygons with a class field."
            ),
            _ when options.ClassValueField is null && AreClasses(drawn) => new LabelLayers(
                path,
                [.. drawn.Zip(Distinctive(names), (l, n) => (l, (string?)n))],
                null
            ),
            _ => throw new SegmentDataException(
                $"'{path}' has {drawn.Length} layers; choose one with --layer: {string.Join(", ", names)}."
                    + OtherWay(drawn, options)
            ),
        };
    }

    private static string OtherWay(OgrLayer[] drawn, LabelOptions options) =>
        options.ClassValueField is { } field
        && AreClasses(drawn)
        && !Array.Exists(drawn, l => l.Fields.Any(f => f.Name.Equals(field, StringComparison.OrdinalIgnoreCase)))
            ? $" None has a field '{field}': without --class-value-field, each layer is taken as a class."
            : string.Empty;

    /// <summary>Leaves out what all names have in common: <c>cls_forest_smpls</c> and <c>cls_grass_smpls</c> become
    /// <c>forest</c> and <c>grass</c>.</summary>
    /// <param name="names">Two names or more.</param>
    /// <returns>The names without the words, parted by _, - or a blank, that all start and end with.</returns>
    internal static IReadOnlyList<string> Distinctive(IReadOnlyList<string> names)
    {
        var words = names.Select(n => n.Split('_', '-', ' ')).ToArray();
        var shortest = words.Min(w => w.Length);
        var start = 0;
        while (start < shortest - 1 && Array.TrueForAll(words, w => w[start] == words[0][start]))
        {
            start++;
        }

        var end = 0;
        while (end < shortest - start - 1 && Array.TrueForAll(words, w => w[^(end + 1)] == words[0][^(end + 1)]))
        {
            end++;
        }

        var cut = words.Select(w => string.Join(' ', w[start..^end])).ToArray();
        return cut.Distinct(StringComparer.Ordinal).Count() == names.Count ? cut : names;
    }

    /// <summary>Says that nothing was drawn.</summary>
    /// <param name="place">Which layers.</param>
    /// <param name="path">The file.</param>
    /// <returns>The exception to throw.</returns>
    public static SegmentDataException WithoutFeatures(string place, string path) =>
        new($"There are no features in {place} of '{path}'. Draw polygons of each class first.");

    private static LabelLayers One(string path, OgrLayer layer, LabelOptions options) =>
        layer.IsEmpty()
            ? throw WithoutFeatures($"layer '{layer.Name}'", path)
            : new(path, [(layer, null)], ClassField.Find(layer, options.ClassValueField));

    // Layers that are alike in their fields, of which none is one of the class.
    private static bool AreClasses(OgrLayer[] layers) =>
        layers.Length <= LabelSource.MaxClasses
        && !Array.Exists(layers, ClassField.HasUsual)
        && Array.TrueForAll(layers, l => l.Fields.SequenceEqual(layers[0].Fields));
}
