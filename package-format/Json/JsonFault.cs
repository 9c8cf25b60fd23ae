using System.Text.Json;

namespace Segment.PackageFormat.Json;

/// <summary>Says in plain words where a JSON file does not follow its layout.</summary>
internal static class JsonFault
{
    /// <summary>Makes the exception for the user.</summary>
    /// <param name="e">What the reader threw.</param>
    /// <param name="file">The file's name.</param>
    /// <returns>An exception whose message names the file, the JSON path and the fault.</returns>
    public static SegmentDataException Of(JsonException e, string file)
    {
        // Key names stand in single quotes, so they are every second part.
        var keys = e.Message.Split('\'').Where((_, i) => i % 2 == 1).Select(ShownText.Quote).ToList();
        var fault = e.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) => $"the key {keys[0]} is not known",
            var m when m.Contains("missing required", StringComparison.Ordinal) =>
                $"missing: {string.Join(", ", keys.Skip(1))}",
            var m when m.Contains("uplicate propert", StringComparison.Ordinal) =>
                $"the key {keys[0]} stands there twice",
            var m when m.Contains("onvert", StringComparison.Ordinal) || m.Contains("null", StringComparison.Ordinal) =>
                "the value is not of the kind that belongs there",
            _ => null,
        };
        return fault is null
            ? new SegmentDataException($"{file} is not JSON (line {(e.LineNumber ?? 0) + 1}).", e)
            : new SegmentDataException($"{file} is wrong at {Place(e)}: {fault}.", e);
    }

    private static string Place(JsonException e) => string.IsNullOrEmpty(e.Path) ? "$" : ShownText.Plain(e.Path);
}
