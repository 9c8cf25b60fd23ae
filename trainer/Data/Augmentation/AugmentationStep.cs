using System.Globalization;
using Segment.PackageFormat;

namespace Segment.Trainer.Data.Augmentation;

/// <summary>One variation with its values.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Values">What each of its arguments is drawn from.</param>
/// <param name="Probability">How often it is done, 0–1.</param>
internal sealed record AugmentationStep(AugmentationKind Kind, IReadOnlyList<ValueRange> Values, double Probability)
{
    /// <summary>The name of the probability among the arguments.</summary>
    public const string ProbabilityName = "p";

    /// <summary>Makes a step with the defaults.</summary>
    /// <param name="kind">What it does.</param>
    /// <returns>The step.</returns>
    public static AugmentationStep Of(AugmentationKind kind) =>
        new(kind, [.. kind.Arguments.Select(a => a.Default)], kind.Probability);

    /// <summary>Takes over one argument.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="numbers">One number, or two for a range.</param>
    /// <param name="where">Where it stands, for the error.</param>
    /// <returns>The step with it.</returns>
    /// <exception cref="SegmentDataException">There is no such argument, or the value is not allowed.</exception>
    public AugmentationStep With(string name, IReadOnlyList<double> numbers, string where)
    {
        var at = $"{where}: {Kind.Name}";
        if (name == ProbabilityName)
        {
            return numbers is [>= 0 and <= 1 and var p]
                ? this with
                {
                    Probability = p,
                }
                : throw new SegmentDataException($"{at} has p {Text(numbers)}: give a probability from 0 to 1.");
        }

        var index = Kind.Arguments.ToList().FindIndex(a => a.Name == name);
        if (index < 0)
        {
            string[] known = [.. Kind.Arguments.Select(a => a.Name), ProbabilityName];
            throw new SegmentDataException($"{at} has '{name}', which is unknown. {NearestName.Hint(name, known)}");
        }

        var argument = Kind.Arguments[index];
        var range = numbers switch
        {
            [var one] when argument.BothWays => new ValueRange(-Math.Abs(one), Math.Abs(one)),
            [var one] => new ValueRange(one, one),
            [var least, var most] when least <= most => new ValueRange(least, most),
            _ => throw new SegmentDataException(
                $"{at} has {name} {Text(numbers)}: give one number, or two, the smaller one first, such as {argument.Default}."
            ),
        };
        if (!(range.Least >= argument.Allowed.Least && range.Most <= argument.Allowed.Most))
        {
            throw new SegmentDataException(
                $"{at} has {name} {Text(numbers)}: give {argument.Allowed.Least:0.##} to {argument.Allowed.Most:0.##}."
            );
        }

        return this with
        {
            Values = [.. Values.Select((v, i) => i == index ? range : v)],
        };
    }

    /// <summary>Describes the step for people.</summary>
    /// <returns>Such as <c>rotate −30,30 (p 0.5)</c>.</returns>
    public override string ToString()
    {
        var values = string.Concat(Values.Select(v => $" {v}"));
        return string.Create(CultureInfo.InvariantCulture, $"{Kind.Name}{values} (p {Probability:0.##})");
    }

    private static string Text(IEnumerable<double> numbers) =>
        string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
}
