using System.Globalization;
using Segment.PackageFormat;
using Segment.Trainer.Options;

namespace Segment.Trainer.Data.Augmentation;

/// <summary>Reads and writes variations as text: <c>rotate 30;0.5;brightness 0.4,0.6;crop 224</c>. Parts stand between semicolons. A
/// part that begins with a letter is a name and perhaps its first value; each further part is the next value: first the
/// probability, as in ArcGIS, then the rest. A value is one number or, as a range, two.</summary>
internal static class AugmentationText
{
    private const string Option = "--augmentation-parameters";

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The variations.</returns>
    /// <exception cref="SegmentDataException">It cannot be understood.</exception>
    public static AugmentationSet Parse(string text)
    {
        var steps = new List<AugmentationStep>();
        var values = 0;
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = part;
            if (char.IsLetter(part[0]))
            {
                var end = part.IndexOfAny([' ', '(', ':', '=', '\t']);
                steps.Add(AugmentationStep.Of(AugmentationCatalog.Find(end < 0 ? part : part[..end], Option)));
                (rest, values) = (end < 0 ? string.Empty : part[end..].TrimStart(' ', ':', '=', '\t'), 0);
                if (rest.Length == 0)
                {
                    continue;
                }
            }

            if (steps.Count == 0)
            {
                throw new SegmentDataException($"{Option} begins with '{part}': give a name first, such as rotate 30.");
            }

            var kind = steps[^1].Kind;
            string[] names = [.. Order(kind)];
            var name =
                values < names.Length
                    ? names[values++]
                    : throw new SegmentDataException(
                        $"{Option}: {kind.Name} takes {names.Length} values ({string.Join(", ", names)}), and '{part}' is one more."
                    );
            steps[^1] = steps[^1].With(name, Numbers(rest, $"{Option}: {kind.Name} has {name} '{rest}'"), Option);
        }

        return new AugmentationSet(steps, Option);
    }

    /// <summary>Writes a text.</summary>
    /// <param name="set">The variations.</param>
    /// <returns>The text, which <see cref="Parse"/> reads.</returns>
    public static string Write(AugmentationSet set) =>
        string.Join(
            ';',
            set.Steps.Select(s =>
            {
                var probability = s.Probability.ToString("R", CultureInfo.InvariantCulture);
                string[] values = [.. s.Values.Select(Numbers)];
                return values.Length == 0
                    ? $"{s.Kind.Name} {probability}"
                    : $"{s.Kind.Name} {string.Join(';', [values[0], probability, .. values[1..]])}";
            })
        );

    /// <summary>Describes variations for the report.</summary>
    /// <param name="options">Where they were taken from.</param>
    /// <param name="set">The variations.</param>
    /// <returns>Such as <c>custom: rotate -30,30 (p 0.5)</c>.</returns>
    public static string Describe(AugmentationOptions options, AugmentationSet set)
    {
        var mode = options.Augmentation.ToString().ToLowerInvariant();
        return set.Steps.Count == 0 ? mode : $"{mode}: {set}";
    }

    /// <summary>Reads one number, or two for a range.</summary>
    /// <param name="text">The numbers, between commas or blanks, perhaps in brackets.</param>
    /// <param name="what">What has them, for the error.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="SegmentDataException">They are none.</exception>
    public static IReadOnlyList<double> Numbers(string text, string what)
    {
        var parts = text.Trim('(', ')', '[', ']', ' ').Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        var numbers = new List<double>();
        foreach (var part in parts)
        {
            if (
                !double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                || !double.IsFinite(number)
            )
            {
                throw new SegmentDataException($"{what}: give a number, or two for a range, such as 0.4,0.6.");
            }

            numbers.Add(number);
        }

        return numbers.Count is 1 or 2
            ? numbers
            : throw new SegmentDataException($"{what}: give one number, or two for a range, such as 0.4,0.6.");
    }

    /// <summary>Gets the names of values in the order in which ArcGIS gives them: the first, the probability, the others.</summary>
    private static IEnumerable<string> Order(AugmentationKind kind) =>
        kind
            .Arguments.Take(1)
            .Select(a => a.Name)
            .Append(AugmentationStep.ProbabilityName)
            .Concat(kind.Arguments.Skip(1).Select(a => a.Name));

    // One number n of a range from −n to n would be read as just that.
    private static string Numbers(ValueRange range) =>
        string.Create(CultureInfo.InvariantCulture, $"{range.Least:R},{range.Most:R}");
}
