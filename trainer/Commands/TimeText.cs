using System.Globalization;
using System.Text.RegularExpressions;

namespace Segment.Trainer.Commands;

/// <summary>Reads lengths of time as people write them.</summary>
internal static partial class TimeText
{
    /// <summary>Reads a length of time.</summary>
    /// <param name="text">Such as <c>120s</c>, <c>90m</c>, <c>2h</c>, <c>1h30m</c>; a bare number is hours, ArcGIS's unit.</param>
    /// <returns>The time; null where the text is none.</returns>
    public static TimeSpan? Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours))
        {
            return double.IsFinite(hours) && hours < 1e6 ? TimeSpan.FromHours(hours) : null;
        }

        var match = Parts().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return null;
        }

        double Part(string name) =>
            match.Groups[name].Success ? double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        return TimeSpan.FromSeconds((Part("h") * 3600) + (Part("m") * 60) + Part("s"));
    }

    [GeneratedRegex(@"^(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m)?(?:(?<s>\d{1,6})s)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();
}
