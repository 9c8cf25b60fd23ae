using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Finds out which classes the features of a layer have: values, names and colours.</summary>
/// <param name="layers">The layers.</param>
/// <param name="ignoreValue">The class value that is no class but means <em>ignore</em>, or null.</param>
internal sealed class ClassTable(LabelLayers layers, int? ignoreValue)
{
    private const int LargestValue = 65534;
    private const int MostNamed = 12;

    private readonly Dictionary<string, int> featuresByKey = new(StringComparer.Ordinal);
    private readonly ClassCompanion[] companions =
    [
        .. Others(layers).Where(f => f.IsInteger || f.Type == OgrFieldType.Text).Select(f => new ClassCompanion(f)),
    ];

    private Dictionary<string, byte> indexByKey = new(StringComparer.Ordinal);
    private int features;

    /// <summary>Gets how many features mean <em>ignore</em>, once the classes are decided.</summary>
    public int IgnoredFeatures { get; private set; }

    /// <summary>Gets the class index of a class; 255 where it means <em>ignore</em>.</summary>
    /// <param name="key">The class as <see cref="ClassField.Key"/> reads it.</param>
    public byte this[string key] => indexByKey[key];

    /// <summary>Takes a feature into account.</summary>
    /// <param name="feature">A feature with a class.</param>
    /// <param name="key">Its class.</param>
    public void Add(OgrFeatureHandle feature, string key)
    {
        features++;
        featuresByKey[key] = featuresByKey.GetValueOrDefault(key) + 1;
        foreach (var companion in companions)
        {
            companion.Add(feature, key);
        }
    }

    /// <summary>Decides values, names and colours once all features were added.</summary>
    /// <param name="notice">Told where names and values come from.</param>
    /// <returns>The classes, sorted by value.</returns>
    /// <exception cref="SegmentDataException">Too many classes, or a value out of range.</exception>
    public IReadOnlyList<LandCoverClass> Build(Action<string>? notice)
    {
        var keys = featuresByKey.Keys.Order(StringComparer.Ordinal).ToArray();
        if (keys.Length > LabelSource.MaxClasses)
        {
            throw new SegmentDataException(
                $"{layers.Origin} has {keys.Length} different values; at most {LabelSource.MaxClasses} classes are possible. "
                    + "Choose the field of the class with --class-value-field: "
                    + $"{string.Join(", ", layers.All[0].Layer.Fields.Where(f => f.CanHoldClass))}."
            );
        }

        var numeric = keys.All(IsWholeNumber);
        var named = numeric ? NameNumbers(keys, notice) : NumberNames(keys, notice);
        var colors = Array.Find(companions, c => c.IsColor);
        var all = named.ToLookup(c => c.Value == ignoreValue);
        var ordered = all[false].OrderBy(c => c.Value).ToArray();
        RequireClass(ordered.Length);
        indexByKey = ordered.Index().ToDictionary(c => c.Item.Key, c => (byte)c.Index, StringComparer.Ordinal);
        foreach (var ignored in all[true])
        {
            indexByKey[ignored.Key] = LabelSource.Ignore;
            IgnoredFeatures += featuresByKey[ignored.Key];
        }

        var conventional = ConventionalColors.For([.. ordered.Select(c => c.Name)]);
        return
        [
            .. ordered.Select(
                (c, index) => new LandCoverClass(c.Value, c.Name, colors?.Color(c.Key) ?? conventional[index])
            ),
        ];
    }

    private static IEnumerable<OgrField> Others(LabelLayers layers) =>
        layers.Field is { } own ? layers.All[0].Layer.Fields.Where(f => f.Index != own.Field.Index) : [];

    private void RequireClass(int classes)
    {
        if (classes == 0)
        {
            throw new SegmentDataException(
                $"{layers.Origin} has the value {ignoreValue} only, which is the one to ignore. Give another --ignore-value, or none."
            );
        }
    }

    private static bool IsWholeNumber(string key) =>
        long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private IEnumerable<(string Key, int Value, string Name)> NameNumbers(string[] keys, Action<string>? notice)
    {
        // A text that holds numbers only is another coding of the classes, no name.
        var names = Companion(
            keys,
            c =>
                c.Field.Type == OgrFieldType.Text
                && !c.IsColor
                && keys.Any(k => c[k] is { } text && !IsWholeNumber(text))
        );
        if (names is not null)
        {
            notice?.Invoke($"The classes are named by the field '{names.Field.Name}'.");
        }

        return keys.Select(k => (k, Value(k), names?[k] ?? k));
    }

    private IEnumerable<(string Key, int Value, string Name)> NumberNames(string[] keys, Action<string>? notice)
    {
        var values = Companion(keys, c => c.Field.IsInteger && keys.All(k => c[k] is { } text && IsAllowed(text)));
        if (values is not null)
        {
            notice?.Invoke($"The class values come from the field '{values.Field.Name}'.");
            return keys.Select(k => (k, Value(values[k]!), k));
        }

        var list = string.Join(", ", keys.Take(MostNamed).Select((k, i) => $"{i + 1} = {k}"));
        var why = layers.Field is { } field
            ? $"The field '{field.Field.Name}' holds text, so the classes are"
            : $"Each of {layers.Place} is a class,";
        notice?.Invoke(
            $"{why} numbered in alphabetical order: {list}{(keys.Length > MostNamed ? ", …" : string.Empty)}."
        );
        return keys.Select((k, i) => (k, i + 1, k));
    }

    private ClassCompanion? Companion(string[] keys, Func<ClassCompanion, bool> fits) =>
        companions
            .Where(c => fits(c) && c.IsOneToOne(keys, features))
            .OrderByDescending(c => c.NameTells)
            .FirstOrDefault();

    private static bool IsAllowed(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && value is >= 0 and <= LargestValue;

    private int Value(string key) =>
        IsAllowed(key) || key == ignoreValue?.ToString(CultureInfo.InvariantCulture)
            ? int.Parse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : throw new SegmentDataException(
                $"{layers.Origin} holds the class value {key}; allowed are 0 to {LargestValue}. Change the value, or choose "
                    + "another field with --class-value-field."
            );
}
