using Segment.PackageFormat;

namespace Segment.TrainingData.Splitting;

/// <summary>How chips are split into training, validation and test.</summary>
public sealed record SplitOptions
{
    /// <summary>The share that is validated on where nothing is asked for, in per cent.</summary>
    public const double UsualValidationPercentage = 10;

    /// <summary>The share that is tested on where nothing is asked for and the labels allow it, in per cent.</summary>
    public const double UsualTestPercentage = 10;

    /// <summary>Gets how the parts are chosen; null takes what the chips folder says, or else space.</summary>
    public SplitMethod? Method { get; init; }

    /// <summary>Gets the share of the labelled pixels to validate on, 1–50 %; null takes 10 %.</summary>
    public double? ValidationPercentage { get; init; }

    /// <summary>
    /// Gets the share of the labelled pixels to test on, 0–50 %; null holds out 10 % where each class has enough regions to
    /// spare one, and else none.
    /// </summary>
    public double? TestPercentage { get; init; }

    /// <summary>Gets the fold of the polygons to test on, for cross-validation; null tests on a share.</summary>
    public TestFold? TestFold { get; init; }

    /// <summary>Gets the seed of the choice.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Gets a value indicating whether the labels are known to be polygons that somebody drew.</summary>
    public bool Polygons { get; init; }

    /// <summary>Finds what is wrong with the options.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        if (ValidationPercentage is { } validation && !(validation is >= 1 and <= 50))
        {
            yield return $"--validation-percentage is {validation}: give 1 to 50 per cent of the labelled pixels.";
        }

        if (TestPercentage is { } test && !(test is 0 or (>= 1 and <= 50)))
        {
            yield return $"--test-percentage is {test}: give 1 to 50 per cent of the labelled pixels, or 0 for no test part.";
        }

        if (TestFold is not null && TestPercentage is not null)
        {
            yield return $"--test-fold {TestFold} and --test-percentage {TestPercentage} both say what to test on: give one of them.";
        }

        if (TestFold is not null && Method is not (null or SplitMethod.Spatial))
        {
            yield return $"--test-fold {TestFold} deals polygons, and --split {Method} does not hold out polygons: leave one of them out.";
        }

        if (Method is { } method && !Enum.IsDefined(method))
        {
            yield return $"--split is {method}: give spatial, random or given.";
        }
    }
}
