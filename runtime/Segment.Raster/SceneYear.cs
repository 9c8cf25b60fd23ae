using System.Globalization;
using System.Text.RegularExpressions;

namespace Segment.Raster;

/// <summary>Finds the year in which a scene was taken, where it is surely told.</summary>
public static partial class SceneYear
{
    /// <summary>The year of the first Landsat: no scene is older.</summary>
    private const int First = 1972;

    /// <summary>Finds the year.</summary>
    /// <param name="taken">What the file itself tells; null for nothing.</param>
    /// <param name="path">The scene, whose name may hold a date such as <c>20230114</c>.</param>
    /// <param name="now">The time; later dates are none.</param>
    /// <returns>The year; null where nothing tells it, or two dates differ in it.</returns>
    /// <remarks>
    /// The dates of a Landsat product's name are acquisition and processing, in this order (USGS, Landsat Collection 2 product identifier);
    /// the first counts there.
    /// </remarks>
    public static int? Of(DateTimeOffset? taken, string path, DateTimeOffset now)
    {
        if (taken is { } known)
        {
            return known.UtcDateTime.Year;
        }

        var name = Path.GetFileName(path);
        if (
            Landsat().Match(name) is { Success: true } product
            && Year(product.Groups["date"].Value, now) is { } acquired
        )
        {
            return acquired;
        }

        var years = Dates()
            .Matches(name)
            .Select(date => Year(date.Value, now))
            .Where(year => year is not null)
            .Distinct()
            .ToList();
        return years is [{ } only] ? only : null;
    }

    private static int? Year(string date, DateTimeOffset now) =>
        DateTime.TryParseExact(
            date.Replace("-", "", StringComparison.Ordinal),
            "yyyyMMdd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
        && day.Year >= First
        && day <= now.UtcDateTime
            ? day.Year
            : null;

    [GeneratedRegex(@"^L[COTEM]0[1-9]_[A-Z0-9]{4}_\d{6}_(?<date>\d{8})_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Landsat();

    [GeneratedRegex(
        @"(?<!\d)(\d{8}|\d{4}-\d{2}-\d{2})(?!\d)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Dates();
}
