using System.Globalization;
using System.Text;
using System.Text.Json;
using Segment.PackageFormat;
using Segment.Raster.Maps;

namespace Segment.Runtime.Maps;

/// <summary>Writes the parts of a STAC item that have rules of their own.</summary>
internal static class StacJson
{
    /// <summary>Writes numbers as a list.</summary>
    /// <param name="json">The document.</param>
    /// <param name="numbers">The numbers.</param>
    public static void Write(Utf8JsonWriter json, params ReadOnlySpan<double> numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes when the scene was taken. STAC wants a time: where none is known, a span that holds it.</summary>
    /// <param name="json">The document.</param>
    /// <param name="taken">When, as RFC 3339 has it; null where it is not known.</param>
    public static void WriteTime(Utf8JsonWriter json, string? taken)
    {
        json.WriteString("datetime", taken);
        if (taken is null)
        {
            // No earlier image of the earth from space exists (Explorer 6, August 1959).
            json.WriteString("start_datetime", "1959-08-14T00:00:00Z");
            json.WriteString("end_datetime", "9999-12-31T23:59:59Z");
        }
    }

    /// <summary>Writes a time as STAC wants it.</summary>
    /// <param name="time">The time.</param>
    /// <returns>Such as <c>2002-04-16T10:30:00Z</c>.</returns>
    public static string Text(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes the classes of a band, with the share of the map's classified pixels that each covers.</summary>
    /// <param name="json">The document.</param>
    /// <param name="classes">The classes, in the order of the class indices.</param>
    /// <param name="abstain">The value of pixels that are not sure enough; null where those are NoData.</param>
    /// <param name="counts">The pixels of each class index, 256 long.</param>
    /// <param name="noData">The number that stands for NoData.</param>
    public static void WriteClasses(
        Utf8JsonWriter json,
        IReadOnlyList<LandCoverClass> classes,
        int? abstain,
        IReadOnlyList<long> counts,
        int noData
    )
    {
        var all = Math.Max(1, counts.Take(abstain is null ? MapLayer.AbstainIndex : MapLayer.NoData).Sum());
        json.WriteStartArray("classification:classes");
        foreach (var (index, c) in classes.Index().OrderBy(item => item.Item.Value))
        {
            json.WriteStartObject();
            json.WriteNumber("value", c.Value);
            json.WriteString("name", MachineName(c));
            json.WriteString("title", c.Name);
            json.WriteString("color_hint", c.Color.ToString()[1..].ToUpperInvariant());
            WriteCount(json, counts[index], all);
            json.WriteEndObject();
        }

        if (abstain is { } value)
        {
            json.WriteStartObject();
            json.WriteNumber("value", value);
            json.WriteString("name", "unclassified");
            json.WriteString("title", "Unclassified");
            WriteCount(json, counts[MapLayer.AbstainIndex], all);
            json.WriteEndObject();
        }

        json.WriteStartObject();
        json.WriteNumber("value", noData);
        json.WriteString("name", "no_data");
        json.WriteString("title", "No data");
        json.WriteBoolean("nodata", true);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteCount(Utf8JsonWriter json, long count, long all)
    {
        json.WriteNumber("count", count);
        json.WriteNumber("percentage", Math.Round(100.0 * count / all, 4));
    }

    // The extension allows letters and digits of ASCII, hyphen and underscore.
    private static string MachineName(LandCoverClass c)
    {
        var name = new StringBuilder();
        foreach (var letter in c.Name.Trim().ToLowerInvariant())
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_');
        }

        return name.ToString().Trim('_') is { Length: > 0 } text ? text : $"class_{c.Value}";
    }
}
