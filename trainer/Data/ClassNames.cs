using System.Globalization;
using Segment.PackageFormat;

namespace Segment.Trainer.Data;

/// <summary>How a user names a class.</summary>
internal static class ClassNames
{
    /// <summary>Finds a class by its name, or else by its value.</summary>
    /// <param name="text">Such as <c>Water</c> or <c>3</c>; capitals do not matter.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <returns>The class index; −1 where there is no such class.</returns>
    public static int Find(string text, IReadOnlyList<LandCoverClass> classes)
    {
        var list = classes.ToList();
        var exact = list.FindIndex(c => c.Name == text);
        if (exact >= 0)
        {
            return exact;
        }

        var loose = list.FindIndex(c => string.Equals(c.Name, text, StringComparison.OrdinalIgnoreCase));
        return loose >= 0 ? loose
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? list.FindIndex(c => c.Value == value)
            : -1;
    }
}
