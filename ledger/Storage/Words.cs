using System.Globalization;

namespace Segment.Ledger.Storage;

/// <summary>How states, operations and moments are written in the ledger.</summary>
internal static class Words
{
    /// <summary>ISO 8601 in UTC, to the millisecond; so texts sort as moments do.</summary>
    public const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Writes a word.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Its name in lower case.</returns>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>Reads a word.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="text">A name in lower case.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">There is no such value.</exception>
    public static T Read<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == text)
            {
                return value;
            }
        }

        throw new FormatException($"'{text}' is no {typeof(T).Name}.");
    }

    /// <summary>Reads a moment.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The moment, in UTC.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static DateTime Moment(string text) =>
        DateTime.TryParseExact(
            text,
            MomentFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment
        )
            ? moment
            : throw new FormatException($"'{text}' is no moment such as 2026-11-23T14:05:00.000Z.");
}
