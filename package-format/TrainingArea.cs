using System.Globalization;

namespace Segment.PackageFormat;

/// <summary>The pixels that a model was trained on or chosen by, so that nobody takes them for an independent test of its
/// maps: part of <c>split.json</c>.</summary>
public sealed record TrainingArea
{
    /// <summary>Gets the six numbers from the pixels of the chips' common grid to the map, in GDAL's order.</summary>
    public required IReadOnlyList<double> Transform { get; init; }

    /// <summary>Gets the reference system as WKT; empty where the chips have none.</summary>
    public required string CrsWkt { get; init; }

    /// <summary>Gets the pixels, a text for each row that has any: the row, then <c>column+length</c> for each run, parted by
    /// blanks: <c>268 30+9 52+4</c>.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>Takes the rows apart.</summary>
    /// <returns>Row, first column and length of each run.</returns>
    /// <exception cref="SegmentDataException">A row is not written so.</exception>
    public IEnumerable<(int Row, int Column, int Length)> Runs()
    {
        foreach (var text in Rows)
        {
            var words = text.Split(' ');
            var row = Number(words[0], text);
            foreach (var word in words.Skip(1))
            {
                var plus = word.IndexOf('+', StringComparison.Ordinal);
                yield return plus < 0
                    ? throw Malformed(text)
                    : (row, Number(word[..plus], text), Number(word[(plus + 1)..], text));
            }
        }
    }

    /// <summary>Lists everything that is wrong with the area.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        if (Transform.Count != 6 || !Transform.All(double.IsFinite))
        {
            yield return "The training area's transform is not six numbers.";
        }

        string? problem = null;
        try
        {
            _ = Runs().Count();
        }
        catch (SegmentDataException e)
        {
            problem = e.Message;
        }

        if (problem is not null)
        {
            yield return problem;
        }
    }

    private static int Number(string digits, string text) =>
        int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Malformed(text);

    private static SegmentDataException Malformed(string text) =>
        new($"A row of the training area is '{text}'; rows are written like '268 30+9 52+4'.");
}
