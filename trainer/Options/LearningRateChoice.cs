using System.Globalization;

namespace Segment.Trainer.Options;

/// <summary>How high the learning rate rises: by rule, by a search, or as given.</summary>
/// <param name="Highest">The highest rate of the one-cycle schedule, (0, 1]; null where it is found out.</param>
/// <param name="Lowest">The highest rate of the backbone's first layers, which rises by layer to <paramref name="Highest"/>; null
/// takes one rate for all layers.</param>
/// <param name="Find">Whether a search before the training finds the rate.</param>
public sealed record LearningRateChoice(double? Highest, double? Lowest = null, bool Find = false)
{
    /// <summary>Gets the rate by rule: by the batch size.</summary>
    public static LearningRateChoice Auto { get; } = new(Highest: null);

    /// <summary>Gets the rate by a search before the training.</summary>
    public static LearningRateChoice Search { get; } = new(Highest: null, Find: true);

    /// <summary>Takes one rate for all layers.</summary>
    /// <param name="rate">The rate.</param>
    public static implicit operator LearningRateChoice(double rate) => new(rate);

    /// <summary>Reads what the command line says.</summary>
    /// <param name="text"><c>auto</c>, <c>find</c>, a rate, or the lowest and the highest with a comma between them.</param>
    /// <returns>The choice; null where the text is none.</returns>
    public static LearningRateChoice? Parse(string text)
    {
        if (text is "auto" or "find")
        {
            return text == "auto" ? Auto : Search;
        }

        var numbers = new List<double>();
        foreach (var part in text.Split(','))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers switch
        {
            [var rate] => new LearningRateChoice(rate),
            [var lowest, var highest] => new LearningRateChoice(highest, lowest),
            _ => null,
        };
    }

    /// <summary>Finds what is wrong with the choice.</summary>
    /// <returns>One sentence for each problem, for the user.</returns>
    public IEnumerable<string> Problems()
    {
        if (Highest is { } rate && !(rate is > 0 and <= 1))
        {
            yield return $"--learning-rate is {rate}: give a number above 0 and up to 1, such as 0.001, or 'auto'.";
        }

        if (Lowest is { } low && !(low > 0 && low <= Highest))
        {
            yield return $"--learning-rate goes from {low} to {Highest}: the first number is the rate of the first layers, above 0 and at "
                + "most the second one, such as 1e-4,1e-3.";
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        (Find, Highest, Lowest) switch
        {
            (true, _, _) => "find",
            (_, null, _) => "auto",
            (_, { } rate, null) => rate.ToString(CultureInfo.InvariantCulture),
            (_, { } rate, { } low) => string.Create(CultureInfo.InvariantCulture, $"{low},{rate}"),
        };
}
