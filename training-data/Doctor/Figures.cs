namespace Segment.TrainingData.Doctor;

/// <summary>Writes figures in sentences, alike in all checks.</summary>
internal static class Figures
{
    private const int MostNamed = 4;

    /// <summary>Writes a share.</summary>
    /// <param name="share">0–1.</param>
    /// <returns>Such as <c>0.04 %</c> or <c>37 %</c>.</returns>
    public static string Percent(double share)
    {
        var percent = share * 100;
        return percent >= 99.5 && share < 1 ? $"{Math.Min(percent, 99.99):0.00} %"
            : percent is 0 or >= 10 ? $"{percent:0} %"
            : $"{percent:0.##} %";
    }

    /// <summary>Writes a length.</summary>
    /// <param name="metres">Metres.</param>
    /// <returns>Such as <c>640 m</c> or <c>1.8 km</c>.</returns>
    public static string Length(double metres) => metres < 1000 ? $"{metres:0.#} m" : $"{metres / 1000:0.#} km";

    /// <summary>Writes a number and what it counts.</summary>
    /// <param name="count">The number.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="many">The word for several; null adds an s.</param>
    /// <returns>Such as <c>1 polygon</c> or <c>3 polygons</c>.</returns>
    public static string Count(long count, string one, string? many = null) =>
        $"{count:#,0} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>Names the first of several things.</summary>
    /// <param name="names">The things.</param>
    /// <returns>Such as <c>A, B, C, D and 3 more</c>.</returns>
    public static string List(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MostNamed))
        + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : string.Empty);

    /// <summary>Finds the middle of values.</summary>
    /// <param name="values">At least one.</param>
    /// <returns>The upper median.</returns>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>Puts figures under their names.</summary>
    /// <param name="numbers">Names and figures, in the order they are shown.</param>
    /// <returns>The figures.</returns>
    public static IReadOnlyDictionary<string, double> Named(params (string Name, double Value)[] numbers) =>
        new OrderedDictionary<string, double>(
            numbers.Select(n => KeyValuePair.Create(n.Name, n.Value)),
            StringComparer.Ordinal
        );
}
