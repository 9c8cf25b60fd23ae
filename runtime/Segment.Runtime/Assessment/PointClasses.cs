using System.Globalization;
using Segment.PackageFormat;

namespace Segment.Runtime.Assessment;

/// <summary>Finds the map's class for what somebody wrote beside a point: its value, or its name.</summary>
/// <param name="classes">The map's classes.</param>
/// <param name="options">The value that means no answer, and paths for messages.</param>
/// <param name="field">The field, for messages.</param>
internal sealed class PointClasses(IReadOnlyList<LandCoverClass> classes, AssessmentOptions options, string field)
{
    private const int MostNamed = 8;
    private readonly SortedDictionary<string, int> unknown = new(StringComparer.Ordinal);

    /// <summary>Finds the class.</summary>
    /// <param name="answer">What is written; null for nothing.</param>
    /// <returns>The class index; null where there is no answer.</returns>
    public byte? Find(string? answer)
    {
        if (answer is null)
        {
            return null;
        }

        if (
            int.TryParse(answer, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            && value == options.Labels.IgnoreValue
        )
        {
            return null;
        }

        for (byte index = 0; index < classes.Count; index++)
        {
            var own = classes[index];
            if (answer == $"{own.Value}" || answer.Equals(own.Name, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        unknown[answer] = unknown.GetValueOrDefault(answer) + 1;
        return null;
    }

    /// <summary>Stops where answers are no class of the map.</summary>
    /// <exception cref="SegmentDataException">There are such answers.</exception>
    public void RefuseUnknown()
    {
        if (unknown.Count == 0)
        {
            return;
        }

        var named = unknown.Take(MostNamed).Select(u => $"'{u.Key}' ({u.Value} {(u.Value == 1 ? "point" : "points")})");
        throw new SegmentDataException(
            $"The field '{field}' of '{options.ReferencePath}' holds what is no class of '{options.MapPath}': {string.Join(", ", named)}"
                + $"{(unknown.Count > MostNamed ? " and others" : string.Empty)}. The map's classes are "
                + $"{string.Join(", ", classes.Select(c => $"{c.Value} {c.Name}"))}. Mend the points; leave the field empty, or name a value with "
                + "--ignore-value, where nobody can tell."
        );
    }
}
