using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>The field of a vector layer that tells each feature's class.</summary>
/// <param name="own">The field; it can hold a class.</param>
/// <param name="layerName">The layer's name, for messages.</param>
internal sealed class ClassField(OgrField own, string layerName)
{
    // The names that ArcGIS looks for where none is given, and their snake-case form.
    private static readonly string[] UsualNames = ["classvalue", "class_value", "value"];

    /// <summary>Gets the field.</summary>
    public OgrField Field => own;

    /// <summary>Tells whether a layer has a field of one of the usual names.</summary>
    /// <param name="layer">The layer.</param>
    /// <returns>Whether it has.</returns>
    public static bool HasUsual(OgrLayer layer) =>
        layer.Fields.Any(f => f.CanHoldClass && UsualNames.Contains(f.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Finds the field by name, or a usual one where no name is given.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="name">The name in any case, or null.</param>
    /// <returns>The field.</returns>
    /// <exception cref="SegmentDataException">There is no such field, or it can hold no class.</exception>
    public static ClassField Find(OgrLayer layer, string? name)
    {
        var wanted = name is null ? UsualNames : [name];
        var found = wanted
            .SelectMany(w => layer.Fields.Where(f => string.Equals(f.Name, w, StringComparison.Ordinal)))
            .Concat(
                wanted.SelectMany(w =>
                    layer.Fields.Where(f => string.Equals(f.Name, w, StringComparison.OrdinalIgnoreCase))
                )
            )
            .Take(1)
            .ToArray();
        if (found is [var field] && field.CanHoldClass)
        {
            return new ClassField(field, layer.Name);
        }

        var problem =
            found.Length > 0 ? $"The field '{found[0].Name}' of layer '{layer.Name}' holds neither numbers nor text."
            : name is null ? $"It is not said which field of layer '{layer.Name}' holds the class."
            : $"The layer '{layer.Name}' has no field '{name}'.";
        throw new SegmentDataException($"{problem} {Choice(layer)}");
    }

    /// <summary>Reads a feature's class as text; equal classes give equal texts ('01' and
    /// '1.0' are 1).</summary>
    /// <param name="feature">A feature of the layer.</param>
    /// <returns>The number or text, or null where the feature has none.</returns>
    /// <exception cref="SegmentDataException">A number with a fraction.</exception>
    public string? Key(OgrFeatureHandle feature)
    {
        if (OgrApi.OGR_F_IsFieldSetAndNotNull(feature, own.Index) == 0)
        {
            return null;
        }

        if (own.Type != OgrFieldType.Real)
        {
            return TextKey(GdalApi.Text(OgrApi.OGR_F_GetFieldAsString(feature, own.Index))?.Trim());
        }

        var number = OgrApi.OGR_F_GetFieldAsDouble(feature, own.Index);
        return Math.Abs(number) < int.MaxValue && Math.Floor(number) == number
            ? ((int)number).ToString(CultureInfo.InvariantCulture)
            : throw new SegmentDataException(
                $"The field '{own.Name}' of layer '{layerName}' holds {number}, which is not a whole number. "
                    + "Class values are whole numbers from 0 to 65534; choose another field with --class-value-field."
            );
    }

    // Tables made in a spreadsheet hold 1.0 where 1 is meant.
    private static string? TextKey(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point > 0 && text[(point + 1)..].All(c => c == '0') ? text[..point] : text;
        return long.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static string Choice(OgrLayer layer) =>
        layer.Fields.Any(f => f.CanHoldClass)
            ? $"Choose one with --class-value-field: {string.Join(", ", layer.Fields.Where(f => f.CanHoldClass))}."
            : "The layer has no field of numbers or text: add one that holds the class of each feature.";
}
