using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Another field beside the class field, which may name, number or colour the classes: it does where all
/// features of a class agree in it.</summary>
/// <param name="own">The field.</param>
internal sealed class ClassCompanion(OgrField own)
{
    private static readonly string[] ColorNames = ["color", "colour"];
    private static readonly string[] TellingNames = ["class", "name", "label", "value", "code", "cover", "type"];

    private readonly Dictionary<string, string> byClass = new(StringComparer.Ordinal);
    private bool agrees = true;

    /// <summary>Gets the field.</summary>
    public OgrField Field => own;

    /// <summary>Gets whether the field is called colour.</summary>
    public bool IsColor => ColorNames.Contains(own.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets whether the field's name says that it is about classes.</summary>
    public bool NameTells => TellingNames.Any(word => own.Name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets what the field says of a class.</summary>
    /// <param name="key">The class.</param>
    /// <returns>Its text, or null.</returns>
    public string? this[string key] => byClass.GetValueOrDefault(key);

    /// <summary>Takes a feature into account.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="key">Its class.</param>
    public void Add(OgrFeatureHandle feature, string key)
    {
        if (!agrees || OgrApi.OGR_F_IsFieldSetAndNotNull(feature, own.Index) == 0)
        {
            return;
        }

        var text = GdalApi.Text(OgrApi.OGR_F_GetFieldAsString(feature, own.Index))?.Trim();
        if (!string.IsNullOrEmpty(text))
        {
            agrees = !byClass.TryGetValue(key, out var known) || string.Equals(known, text, StringComparison.Ordinal);
            byClass[key] = text;
        }
    }

    /// <summary>Tells whether the field says one thing of each class, and something else of every other.</summary>
    /// <param name="keys">All classes.</param>
    /// <param name="features">Number of features: where each class has but one, any field fits, and only one with a
    /// telling name counts.</param>
    /// <returns>Whether it maps one to one.</returns>
    public bool IsOneToOne(IReadOnlyCollection<string> keys, int features) =>
        agrees
        && (NameTells || features > keys.Count)
        && keys.All(byClass.ContainsKey)
        && byClass.Values.Distinct(StringComparer.Ordinal).Count() == keys.Count;

    /// <summary>Gets the colour of a class.</summary>
    /// <param name="key">The class.</param>
    /// <returns>The colour, or null where the field holds none.</returns>
    public ClassColor? Color(string key) => agrees && ClassColor.TryParse(this[key], out var color) ? color : null;
}
